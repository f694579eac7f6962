WITH `t2` AS (
  SELECT
    `t1`.`subject_id`,
    `t1`.`subject_name`,
    `t1`.`tax_paid`,
    `t1`.`land_area`,
    `t1`.`operating_revenue`,
    `t1`.`technical_investment`,
    `t1`.`value_added`,
    `t1`.`employees`,
    `t1`.`emissions`,
    `t1`.`rd_expense`,
    `t1`.`energy_tce`,
    `t1`.`scale`,
    `t1`.`utility`,
    `t1`.`group`,
    `t1`.`uscc`,
    `t1`.`_set`,
    `t1`.`_out`,
    `t1`.`_t`,
    `t1`.`_veto`,
    `t1`.`_shield`,
    `t1`.`bonus`,
    `t1`.`deduction`,
    IF(
      IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
      (
        IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
      ) / IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)),
      CAST(NULL AS DOUBLE)
    ) AS `tax_per_mu_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(
            ABS(`t1`.`operating_revenue`) < 1e+300,
            `t1`.`operating_revenue`,
            CAST(NULL AS DOUBLE)
          ) / 10000.0
        ) / IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `revenue_per_mu_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(
            ABS(`t1`.`technical_investment`) < 1e+300,
            `t1`.`technical_investment`,
            CAST(NULL AS DOUBLE)
          ) / 10000.0
        ) / IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `technical_investment_per_mu_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `productivity_value`,
    IF(
      (
        IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
      ) > 0,
      (
        IF(
          ABS(`t1`.`operating_revenue`) < 1e+300,
          `t1`.`operating_revenue`,
          CAST(NULL AS DOUBLE)
        ) / 10000.0
      ) / (
        IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
      ),
      CAST(NULL AS DOUBLE)
    ) AS `revenue_per_emission_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(
          ABS(`t1`.`operating_revenue`) < 1e+300,
          `t1`.`operating_revenue`,
          CAST(NULL AS DOUBLE)
        ) > 0,
        IF(ABS(`t1`.`rd_expense`) < 1e+300, `t1`.`rd_expense`, CAST(NULL AS DOUBLE)) / IF(
          ABS(`t1`.`operating_revenue`) < 1e+300,
          `t1`.`operating_revenue`,
          CAST(NULL AS DOUBLE)
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `rd_intensity_value`,
    IF(
      IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)) > 0,
      (
        IF(
          ABS(`t1`.`operating_revenue`) < 1e+300,
          `t1`.`operating_revenue`,
          CAST(NULL AS DOUBLE)
        ) / 10000.0
      ) / IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)),
      CAST(NULL AS DOUBLE)
    ) AS `revenue_per_energy_value`
  FROM (
    SELECT
      `t0`.`subject_id`,
      `t0`.`subject_name`,
      `t0`.`tax_paid`,
      `t0`.`land_area`,
      `t0`.`operating_revenue`,
      `t0`.`technical_investment`,
      `t0`.`value_added`,
      `t0`.`employees`,
      `t0`.`emissions`,
      `t0`.`rd_expense`,
      `t0`.`energy_tce`,
      `t0`.`scale`,
      `t0`.`utility`,
      COALESCE(`t0`.`group`, '未分组') AS `group`,
      `t0`.`uscc`,
      IF(
        CAST(CASE
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规上'), FALSE)
          THEN 0
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规下'), FALSE)
          THEN 1
          ELSE -1
        END AS INT) < 0,
        0,
        CAST(CASE
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规上'), FALSE)
          THEN 0
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规下'), FALSE)
          THEN 1
          ELSE -1
        END AS INT)
      ) AS `_set`,
      CAST(CASE
        WHEN COALESCE(COALESCE(`t0`.`utility` <> 0, FALSE), FALSE)
        THEN 1
        WHEN COALESCE(
          TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规下')
          AND (
            `t0`.`land_area` < 5.0
          ),
          FALSE
        )
        THEN 2
        ELSE 0
      END AS INT) AS `_out`,
      0 AS `_t`,
      0 AS `_veto`,
      0 AS `_shield`,
      0.0 AS `bonus`,
      0.0 AS `deduction`
    FROM `wide_table` AS `t0`
  ) AS `t1`
)
SELECT
  `t10`.`subject_id`,
  `t10`.`subject_name`,
  `t10`.`tax_paid`,
  `t10`.`land_area`,
  `t10`.`operating_revenue`,
  `t10`.`technical_investment`,
  `t10`.`value_added`,
  `t10`.`employees`,
  `t10`.`emissions`,
  `t10`.`rd_expense`,
  `t10`.`energy_tce`,
  `t10`.`scale`,
  `t10`.`utility`,
  `t10`.`group`,
  `t10`.`uscc`,
  `t10`.`_set`,
  `t10`.`_out`,
  `t10`.`_t`,
  `t10`.`_veto`,
  `t10`.`_shield`,
  `t10`.`bonus`,
  `t10`.`deduction`,
  `t10`.`tax_per_mu_value`,
  `t10`.`revenue_per_mu_value`,
  `t10`.`technical_investment_per_mu_value`,
  `t10`.`productivity_value`,
  `t10`.`revenue_per_emission_value`,
  `t10`.`rd_intensity_value`,
  `t10`.`revenue_per_energy_value`,
  `t10`.`_of__set`,
  `t10`.`_of_group`,
  `t10`.`tax_per_mu_lo`,
  `t10`.`tax_per_mu_hi`,
  `t10`.`revenue_per_mu_lo`,
  `t10`.`revenue_per_mu_hi`,
  `t10`.`technical_investment_per_mu_lo`,
  `t10`.`technical_investment_per_mu_hi`,
  `t10`.`productivity_lo`,
  `t10`.`productivity_hi`,
  `t10`.`revenue_per_emission_lo`,
  `t10`.`revenue_per_emission_hi`,
  `t10`.`rd_intensity_lo`,
  `t10`.`rd_intensity_hi`,
  `t10`.`revenue_per_energy_lo`,
  `t10`.`revenue_per_energy_hi`,
  `t10`.`tax_per_mu_own`,
  `t10`.`revenue_per_mu_own`,
  `t10`.`technical_investment_per_mu_own`,
  `t10`.`productivity_own`,
  `t10`.`revenue_per_emission_own`,
  `t10`.`rd_intensity_own`,
  `t10`.`revenue_per_energy_own`,
  `t10`.`tax_per_mu_score`,
  `t10`.`revenue_per_mu_score`,
  `t10`.`technical_investment_per_mu_score`,
  `t10`.`productivity_score`,
  `t10`.`revenue_per_emission_score`,
  `t10`.`rd_intensity_score`,
  `t10`.`revenue_per_energy_score`,
  (
    COALESCE(`t10`.`tax_per_mu_score`, 0.0) + COALESCE(`t10`.`revenue_per_mu_score`, 0.0) + COALESCE(`t10`.`technical_investment_per_mu_score`, 0.0) + COALESCE(`t10`.`productivity_score`, 0.0) + COALESCE(`t10`.`revenue_per_emission_score`, 0.0) + COALESCE(`t10`.`rd_intensity_score`, 0.0) + COALESCE(`t10`.`revenue_per_energy_score`, 0.0) + `t10`.`bonus`
  ) - `t10`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t9`.`subject_id`,
    `t9`.`subject_name`,
    `t9`.`tax_paid`,
    `t9`.`land_area`,
    `t9`.`operating_revenue`,
    `t9`.`technical_investment`,
    `t9`.`value_added`,
    `t9`.`employees`,
    `t9`.`emissions`,
    `t9`.`rd_expense`,
    `t9`.`energy_tce`,
    `t9`.`scale`,
    `t9`.`utility`,
    `t9`.`group`,
    `t9`.`uscc`,
    `t9`.`_set`,
    `t9`.`_out`,
    `t9`.`_t`,
    `t9`.`_veto`,
    `t9`.`_shield`,
    `t9`.`bonus`,
    `t9`.`deduction`,
    `t9`.`tax_per_mu_value`,
    `t9`.`revenue_per_mu_value`,
    `t9`.`technical_investment_per_mu_value`,
    `t9`.`productivity_value`,
    `t9`.`revenue_per_emission_value`,
    `t9`.`rd_intensity_value`,
    `t9`.`revenue_per_energy_value`,
    `t9`.`_of__set`,
    `t9`.`_of_group`,
    `t9`.`tax_per_mu_lo`,
    `t9`.`tax_per_mu_hi`,
    `t9`.`revenue_per_mu_lo`,
    `t9`.`revenue_per_mu_hi`,
    `t9`.`technical_investment_per_mu_lo`,
    `t9`.`technical_investment_per_mu_hi`,
    `t9`.`productivity_lo`,
    `t9`.`productivity_hi`,
    `t9`.`revenue_per_emission_lo`,
    `t9`.`revenue_per_emission_hi`,
    `t9`.`rd_intensity_lo`,
    `t9`.`rd_intensity_hi`,
    `t9`.`revenue_per_energy_lo`,
    `t9`.`revenue_per_energy_hi`,
    `t9`.`tax_per_mu_own`,
    `t9`.`revenue_per_mu_own`,
    `t9`.`technical_investment_per_mu_own`,
    `t9`.`productivity_own`,
    `t9`.`revenue_per_emission_own`,
    `t9`.`rd_intensity_own`,
    `t9`.`revenue_per_energy_own`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`tax_per_mu_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`tax_per_mu_own`, 0.0)
      ELSE NULL
    END AS `tax_per_mu_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`revenue_per_mu_own`, 0.0)
      ELSE NULL
    END AS `revenue_per_mu_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`technical_investment_per_mu_own`, 0.0)
      ELSE NULL
    END AS `technical_investment_per_mu_score`,
    CASE WHEN `t9`.`_set` = 0 THEN COALESCE(`t9`.`productivity_own`, 0.0) ELSE NULL END AS `productivity_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`revenue_per_emission_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`revenue_per_emission_own`, 0.0)
      ELSE NULL
    END AS `revenue_per_emission_score`,
    CASE WHEN `t9`.`_set` = 0 THEN COALESCE(`t9`.`rd_intensity_own`, 0.0) ELSE NULL END AS `rd_intensity_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`revenue_per_energy_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`revenue_per_energy_own`, 0.0)
      ELSE NULL
    END AS `revenue_per_energy_score`
  FROM (
    SELECT
      `t8`.`subject_id`,
      `t8`.`subject_name`,
      `t8`.`tax_paid`,
      `t8`.`land_area`,
      `t8`.`operating_revenue`,
      `t8`.`technical_investment`,
      `t8`.`value_added`,
      `t8`.`employees`,
      `t8`.`emissions`,
      `t8`.`rd_expense`,
      `t8`.`energy_tce`,
      `t8`.`scale`,
      `t8`.`utility`,
      `t8`.`group`,
      `t8`.`uscc`,
      `t8`.`_set`,
      `t8`.`_out`,
      `t8`.`_t`,
      `t8`.`_veto`,
      `t8`.`_shield`,
      `t8`.`bonus`,
      `t8`.`deduction`,
      `t8`.`tax_per_mu_value`,
      `t8`.`revenue_per_mu_value`,
      `t8`.`technical_investment_per_mu_value`,
      `t8`.`productivity_value`,
      `t8`.`revenue_per_emission_value`,
      `t8`.`rd_intensity_value`,
      `t8`.`revenue_per_energy_value`,
      `t8`.`_of__set`,
      `t8`.`_of_group`,
      `t8`.`tax_per_mu_lo`,
      `t8`.`tax_per_mu_hi`,
      `t8`.`revenue_per_mu_lo`,
      `t8`.`revenue_per_mu_hi`,
      `t8`.`technical_investment_per_mu_lo`,
      `t8`.`technical_investment_per_mu_hi`,
      `t8`.`productivity_lo`,
      `t8`.`productivity_hi`,
      `t8`.`revenue_per_emission_lo`,
      `t8`.`revenue_per_emission_hi`,
      `t8`.`rd_intensity_lo`,
      `t8`.`rd_intensity_hi`,
      `t8`.`revenue_per_energy_lo`,
      `t8`.`revenue_per_energy_hi`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
          IF(
            `t8`.`tax_per_mu_hi` > `t8`.`tax_per_mu_lo`,
            30.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                      ) / (
                        `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                    ) / (
                      `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                      ) / (
                        `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                    ) / (
                      `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`tax_per_mu_hi` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_hi`),
              30.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
          IF(
            `t8`.`tax_per_mu_hi` > `t8`.`tax_per_mu_lo`,
            60.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                      ) / (
                        `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                    ) / (
                      `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                      ) / (
                        `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`tax_per_mu_value` - `t8`.`tax_per_mu_lo`
                    ) / (
                      `t8`.`tax_per_mu_hi` - `t8`.`tax_per_mu_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`tax_per_mu_hi` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_hi`),
              60.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `tax_per_mu_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`revenue_per_mu_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`revenue_per_mu_value`),
          IF(
            `t8`.`revenue_per_mu_hi` > `t8`.`revenue_per_mu_lo`,
            15.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`revenue_per_mu_value` - `t8`.`revenue_per_mu_lo`
                      ) / (
                        `t8`.`revenue_per_mu_hi` - `t8`.`revenue_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_mu_value` - `t8`.`revenue_per_mu_lo`
                    ) / (
                      `t8`.`revenue_per_mu_hi` - `t8`.`revenue_per_mu_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`revenue_per_mu_value` - `t8`.`revenue_per_mu_lo`
                      ) / (
                        `t8`.`revenue_per_mu_hi` - `t8`.`revenue_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_mu_value` - `t8`.`revenue_per_mu_lo`
                    ) / (
                      `t8`.`revenue_per_mu_hi` - `t8`.`revenue_per_mu_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`revenue_per_mu_hi` IS NOT NULL AND NOT ISNAN(`t8`.`revenue_per_mu_hi`),
              15.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `revenue_per_mu_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`technical_investment_per_mu_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`technical_investment_per_mu_value`),
          IF(
            `t8`.`technical_investment_per_mu_hi` > `t8`.`technical_investment_per_mu_lo`,
            10.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`technical_investment_per_mu_value` - `t8`.`technical_investment_per_mu_lo`
                      ) / (
                        `t8`.`technical_investment_per_mu_hi` - `t8`.`technical_investment_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`technical_investment_per_mu_value` - `t8`.`technical_investment_per_mu_lo`
                    ) / (
                      `t8`.`technical_investment_per_mu_hi` - `t8`.`technical_investment_per_mu_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`technical_investment_per_mu_value` - `t8`.`technical_investment_per_mu_lo`
                      ) / (
                        `t8`.`technical_investment_per_mu_hi` - `t8`.`technical_investment_per_mu_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`technical_investment_per_mu_value` - `t8`.`technical_investment_per_mu_lo`
                    ) / (
                      `t8`.`technical_investment_per_mu_hi` - `t8`.`technical_investment_per_mu_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`technical_investment_per_mu_hi` IS NOT NULL
              AND NOT ISNAN(`t8`.`technical_investment_per_mu_hi`),
              10.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `technical_investment_per_mu_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`productivity_value` IS NOT NULL AND NOT ISNAN(`t8`.`productivity_value`),
          IF(
            `t8`.`productivity_hi` > `t8`.`productivity_lo`,
            10.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`productivity_value` - `t8`.`productivity_lo`
                      ) / (
                        `t8`.`productivity_hi` - `t8`.`productivity_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`productivity_value` - `t8`.`productivity_lo`
                    ) / (
                      `t8`.`productivity_hi` - `t8`.`productivity_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`productivity_value` - `t8`.`productivity_lo`
                      ) / (
                        `t8`.`productivity_hi` - `t8`.`productivity_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`productivity_value` - `t8`.`productivity_lo`
                    ) / (
                      `t8`.`productivity_hi` - `t8`.`productivity_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`productivity_hi` IS NOT NULL AND NOT ISNAN(`t8`.`productivity_hi`),
              10.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `productivity_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`revenue_per_emission_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`revenue_per_emission_value`),
          IF(
            `t8`.`revenue_per_emission_hi` > `t8`.`revenue_per_emission_lo`,
            10.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                      ) / (
                        `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                    ) / (
                      `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                      ) / (
                        `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                    ) / (
                      `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`revenue_per_emission_hi` IS NOT NULL
              AND NOT ISNAN(`t8`.`revenue_per_emission_hi`),
              10.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`revenue_per_emission_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`revenue_per_emission_value`),
          IF(
            `t8`.`revenue_per_emission_hi` > `t8`.`revenue_per_emission_lo`,
            20.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                      ) / (
                        `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                    ) / (
                      `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                      ) / (
                        `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_emission_value` - `t8`.`revenue_per_emission_lo`
                    ) / (
                      `t8`.`revenue_per_emission_hi` - `t8`.`revenue_per_emission_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`revenue_per_emission_hi` IS NOT NULL
              AND NOT ISNAN(`t8`.`revenue_per_emission_hi`),
              20.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `revenue_per_emission_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`rd_intensity_value` IS NOT NULL AND NOT ISNAN(`t8`.`rd_intensity_value`),
          IF(
            `t8`.`rd_intensity_hi` > `t8`.`rd_intensity_lo`,
            10.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`rd_intensity_value` - `t8`.`rd_intensity_lo`
                      ) / (
                        `t8`.`rd_intensity_hi` - `t8`.`rd_intensity_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`rd_intensity_value` - `t8`.`rd_intensity_lo`
                    ) / (
                      `t8`.`rd_intensity_hi` - `t8`.`rd_intensity_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`rd_intensity_value` - `t8`.`rd_intensity_lo`
                      ) / (
                        `t8`.`rd_intensity_hi` - `t8`.`rd_intensity_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`rd_intensity_value` - `t8`.`rd_intensity_lo`
                    ) / (
                      `t8`.`rd_intensity_hi` - `t8`.`rd_intensity_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`rd_intensity_hi` IS NOT NULL AND NOT ISNAN(`t8`.`rd_intensity_hi`),
              10.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `rd_intensity_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`revenue_per_energy_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`revenue_per_energy_value`),
          IF(
            `t8`.`revenue_per_energy_hi` > `t8`.`revenue_per_energy_lo`,
            15.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                      ) / (
                        `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                    ) / (
                      `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                      ) / (
                        `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                    ) / (
                      `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`revenue_per_energy_hi` IS NOT NULL
              AND NOT ISNAN(`t8`.`revenue_per_energy_hi`),
              15.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`revenue_per_energy_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`revenue_per_energy_value`),
          IF(
            `t8`.`revenue_per_energy_hi` > `t8`.`revenue_per_energy_lo`,
            20.0 * (
              0.2 + (
                0.8 * IF(
                  0.0 > IF(
                    (
                      (
                        `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                      ) / (
                        `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                    ) / (
                      `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                      ) / (
                        `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t8`.`revenue_per_energy_value` - `t8`.`revenue_per_energy_lo`
                    ) / (
                      `t8`.`revenue_per_energy_hi` - `t8`.`revenue_per_energy_lo`
                    )
                  )
                )
              )
            ),
            IF(
              `t8`.`revenue_per_energy_hi` IS NOT NULL
              AND NOT ISNAN(`t8`.`revenue_per_energy_hi`),
              20.0 * 1.0,
              0.0
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `revenue_per_energy_own`
    FROM (
      SELECT
        `t4`.`subject_id`,
        `t4`.`subject_name`,
        `t4`.`tax_paid`,
        `t4`.`land_area`,
        `t4`.`operating_revenue`,
        `t4`.`technical_investment`,
        `t4`.`value_added`,
        `t4`.`employees`,
        `t4`.`emissions`,
        `t4`.`rd_expense`,
        `t4`.`energy_tce`,
        `t4`.`scale`,
        `t4`.`utility`,
        `t4`.`group`,
        `t4`.`uscc`,
        `t4`.`_set`,
        `t4`.`_out`,
        `t4`.`_t`,
        `t4`.`_veto`,
        `t4`.`_shield`,
        `t4`.`bonus`,
        `t4`.`deduction`,
        `t4`.`tax_per_mu_value`,
        `t4`.`revenue_per_mu_value`,
        `t4`.`technical_investment_per_mu_value`,
        `t4`.`productivity_value`,
        `t4`.`revenue_per_emission_value`,
        `t4`.`rd_intensity_value`,
        `t4`.`revenue_per_energy_value`,
        `t7`.`_set` AS `_of__set`,
        `t7`.`group` AS `_of_group`,
        `t7`.`tax_per_mu_lo`,
        `t7`.`tax_per_mu_hi`,
        `t7`.`revenue_per_mu_lo`,
        `t7`.`revenue_per_mu_hi`,
        `t7`.`technical_investment_per_mu_lo`,
        `t7`.`technical_investment_per_mu_hi`,
        `t7`.`productivity_lo`,
        `t7`.`productivity_hi`,
        `t7`.`revenue_per_emission_lo`,
        `t7`.`revenue_per_emission_hi`,
        `t7`.`rd_intensity_lo`,
        `t7`.`rd_intensity_hi`,
        `t7`.`revenue_per_energy_lo`,
        `t7`.`revenue_per_energy_hi`
      FROM `t2` AS `t4`
      LEFT OUTER JOIN (
        SELECT
          `t5`.`_set`,
          `t5`.`group`,
          `t5`.`tax_per_mu_min` AS `tax_per_mu_lo`,
          `t5`.`tax_per_mu_max` AS `tax_per_mu_hi`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`revenue_per_mu_min` ELSE NULL END AS `revenue_per_mu_lo`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`revenue_per_mu_max` ELSE NULL END AS `revenue_per_mu_hi`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`technical_investment_per_mu_min` ELSE NULL END AS `technical_investment_per_mu_lo`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`technical_investment_per_mu_max` ELSE NULL END AS `technical_investment_per_mu_hi`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`productivity_min` ELSE NULL END AS `productivity_lo`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`productivity_max` ELSE NULL END AS `productivity_hi`,
          `t5`.`revenue_per_emission_min` AS `revenue_per_emission_lo`,
          `t5`.`revenue_per_emission_max` AS `revenue_per_emission_hi`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`rd_intensity_min` ELSE NULL END AS `rd_intensity_lo`,
          CASE WHEN `t5`.`_set` = 0 THEN `t5`.`rd_intensity_max` ELSE NULL END AS `rd_intensity_hi`,
          `t5`.`revenue_per_energy_min` AS `revenue_per_energy_lo`,
          `t5`.`revenue_per_energy_max` AS `revenue_per_energy_hi`
        FROM (
          SELECT
            `t3`.`_set`,
            `t3`.`group`,
            COUNT(IF((
              `t3`.`_out` = 0
            ) AND (
              `t3`.`_t` = 0
            ), `t3`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_n`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`tax_per_mu_value`), NULL)
            ) AS `tax_per_mu_top`,
            MIN(IF((
              `t3`.`_out` = 0
            ) AND (
              `t3`.`_t` = 0
            ), `t3`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_min`,
            MAX(IF((
              `t3`.`_out` = 0
            ) AND (
              `t3`.`_t` = 0
            ), `t3`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_max`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_mu_value`, NULL)
            ) AS `revenue_per_mu_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`revenue_per_mu_value`),
                NULL
              )
            ) AS `revenue_per_mu_top`,
            MIN(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_mu_value`, NULL)
            ) AS `revenue_per_mu_min`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_mu_value`, NULL)
            ) AS `revenue_per_mu_max`,
            COUNT(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`technical_investment_per_mu_value`,
                NULL
              )
            ) AS `technical_investment_per_mu_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`technical_investment_per_mu_value`),
                NULL
              )
            ) AS `technical_investment_per_mu_top`,
            MIN(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`technical_investment_per_mu_value`,
                NULL
              )
            ) AS `technical_investment_per_mu_min`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`technical_investment_per_mu_value`,
                NULL
              )
            ) AS `technical_investment_per_mu_max`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`productivity_value`, NULL)
            ) AS `productivity_n`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`productivity_value`), NULL)
            ) AS `productivity_top`,
            MIN(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`productivity_value`, NULL)
            ) AS `productivity_min`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`productivity_value`, NULL)
            ) AS `productivity_max`,
            COUNT(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`revenue_per_emission_value`,
                NULL
              )
            ) AS `revenue_per_emission_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`revenue_per_emission_value`),
                NULL
              )
            ) AS `revenue_per_emission_top`,
            MIN(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`revenue_per_emission_value`,
                NULL
              )
            ) AS `revenue_per_emission_min`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                `t3`.`revenue_per_emission_value`,
                NULL
              )
            ) AS `revenue_per_emission_max`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`rd_intensity_value`, NULL)
            ) AS `rd_intensity_n`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`rd_intensity_value`), NULL)
            ) AS `rd_intensity_top`,
            MIN(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`rd_intensity_value`, NULL)
            ) AS `rd_intensity_min`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`rd_intensity_value`, NULL)
            ) AS `rd_intensity_max`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_energy_value`, NULL)
            ) AS `revenue_per_energy_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`revenue_per_energy_value`),
                NULL
              )
            ) AS `revenue_per_energy_top`,
            MIN(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_energy_value`, NULL)
            ) AS `revenue_per_energy_min`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`revenue_per_energy_value`, NULL)
            ) AS `revenue_per_energy_max`
          FROM `t2` AS `t3`
          GROUP BY
            1,
            2
        ) AS `t5`
      ) AS `t7`
        ON `t4`.`_set` = `t7`.`_set` AND `t4`.`group` = `t7`.`group`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
