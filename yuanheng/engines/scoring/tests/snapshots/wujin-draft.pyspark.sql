WITH `t2` AS (
  SELECT
    `t1`.`subject_id`,
    `t1`.`subject_name`,
    `t1`.`tax_paid`,
    `t1`.`land_area`,
    `t1`.`taxable_sales`,
    `t1`.`energy_tce`,
    `t1`.`emissions`,
    `t1`.`value_added`,
    `t1`.`employees`,
    `t1`.`rd_expense`,
    `t1`.`invoiced_sales`,
    `t1`.`list_key_polluter`,
    `t1`.`scale`,
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
    IF(
      IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
      (
        COALESCE(
          IF(ABS(`t1`.`invoiced_sales`) < 1e+300, `t1`.`invoiced_sales`, CAST(NULL AS DOUBLE)),
          IF(ABS(`t1`.`taxable_sales`) < 1e+300, `t1`.`taxable_sales`, CAST(NULL AS DOUBLE))
        ) / 10000.0
      ) / IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)),
      CAST(NULL AS DOUBLE)
    ) AS `sales_per_mu_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      WHEN `t1`.`_set` = 1
      THEN IF(
        IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `tax_per_energy_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ) > 0,
        (
          IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ),
        CAST(NULL AS DOUBLE)
      )
      WHEN `t1`.`_set` = 1
      THEN IF(
        (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ) > 0,
        (
          IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `tax_per_emission_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      WHEN `t1`.`_set` = 1
      THEN IF(
        IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `productivity_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        COALESCE(
          IF(ABS(`t1`.`invoiced_sales`) < 1e+300, `t1`.`invoiced_sales`, CAST(NULL AS DOUBLE)),
          IF(ABS(`t1`.`taxable_sales`) < 1e+300, `t1`.`taxable_sales`, CAST(NULL AS DOUBLE))
        ) > 0,
        IF(ABS(`t1`.`rd_expense`) < 1e+300, `t1`.`rd_expense`, CAST(NULL AS DOUBLE)) / COALESCE(
          IF(ABS(`t1`.`invoiced_sales`) < 1e+300, `t1`.`invoiced_sales`, CAST(NULL AS DOUBLE)),
          IF(ABS(`t1`.`taxable_sales`) < 1e+300, `t1`.`taxable_sales`, CAST(NULL AS DOUBLE))
        ),
        CAST(NULL AS DOUBLE)
      )
      WHEN `t1`.`_set` = 1
      THEN IF(
        COALESCE(
          IF(ABS(`t1`.`invoiced_sales`) < 1e+300, `t1`.`invoiced_sales`, CAST(NULL AS DOUBLE)),
          IF(ABS(`t1`.`taxable_sales`) < 1e+300, `t1`.`taxable_sales`, CAST(NULL AS DOUBLE))
        ) > 0,
        IF(ABS(`t1`.`rd_expense`) < 1e+300, `t1`.`rd_expense`, CAST(NULL AS DOUBLE)) / COALESCE(
          IF(ABS(`t1`.`invoiced_sales`) < 1e+300, `t1`.`invoiced_sales`, CAST(NULL AS DOUBLE)),
          IF(ABS(`t1`.`taxable_sales`) < 1e+300, `t1`.`taxable_sales`, CAST(NULL AS DOUBLE))
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `rd_intensity_value`
  FROM (
    SELECT
      `t0`.`subject_id`,
      `t0`.`subject_name`,
      `t0`.`tax_paid`,
      `t0`.`land_area`,
      `t0`.`taxable_sales`,
      `t0`.`energy_tce`,
      `t0`.`emissions`,
      `t0`.`value_added`,
      `t0`.`employees`,
      `t0`.`rd_expense`,
      `t0`.`invoiced_sales`,
      `t0`.`list_key_polluter`,
      `t0`.`scale`,
      COALESCE(`t0`.`group`, '未分组') AS `group`,
      `t0`.`uscc`,
      IF(
        CAST(CASE
          WHEN COALESCE(COALESCE(`t0`.`list_key_polluter` <> 0, FALSE), FALSE)
          THEN 0
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规上'), FALSE)
          THEN 1
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规下'), FALSE)
          THEN 2
          ELSE -1
        END AS INT) < 0,
        1,
        CAST(CASE
          WHEN COALESCE(COALESCE(`t0`.`list_key_polluter` <> 0, FALSE), FALSE)
          THEN 0
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规上'), FALSE)
          THEN 1
          WHEN COALESCE(TRIM(' \t\n\r\013\014' FROM `t0`.`scale`) IN ('规下'), FALSE)
          THEN 2
          ELSE -1
        END AS INT)
      ) AS `_set`,
      0 AS `_out`,
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
  `t10`.`taxable_sales`,
  `t10`.`energy_tce`,
  `t10`.`emissions`,
  `t10`.`value_added`,
  `t10`.`employees`,
  `t10`.`rd_expense`,
  `t10`.`invoiced_sales`,
  `t10`.`list_key_polluter`,
  `t10`.`scale`,
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
  `t10`.`sales_per_mu_value`,
  `t10`.`tax_per_energy_value`,
  `t10`.`tax_per_emission_value`,
  `t10`.`productivity_value`,
  `t10`.`rd_intensity_value`,
  `t10`.`_of__set`,
  `t10`.`_of_group`,
  `t10`.`tax_per_mu_b`,
  `t10`.`sales_per_mu_b`,
  `t10`.`tax_per_energy_b`,
  `t10`.`tax_per_emission_b`,
  `t10`.`productivity_b`,
  `t10`.`rd_intensity_b`,
  `t10`.`tax_per_mu_own`,
  `t10`.`sales_per_mu_own`,
  `t10`.`tax_per_energy_own`,
  `t10`.`tax_per_emission_own`,
  `t10`.`productivity_own`,
  `t10`.`rd_intensity_own`,
  `t10`.`tax_per_mu_score`,
  `t10`.`sales_per_mu_score`,
  `t10`.`tax_per_energy_score`,
  `t10`.`tax_per_emission_score`,
  `t10`.`productivity_score`,
  `t10`.`rd_intensity_score`,
  (
    COALESCE(`t10`.`tax_per_mu_score`, 0.0) + COALESCE(`t10`.`sales_per_mu_score`, 0.0) + COALESCE(`t10`.`tax_per_energy_score`, 0.0) + COALESCE(`t10`.`tax_per_emission_score`, 0.0) + COALESCE(`t10`.`productivity_score`, 0.0) + COALESCE(`t10`.`rd_intensity_score`, 0.0) + `t10`.`bonus`
  ) - `t10`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t9`.`subject_id`,
    `t9`.`subject_name`,
    `t9`.`tax_paid`,
    `t9`.`land_area`,
    `t9`.`taxable_sales`,
    `t9`.`energy_tce`,
    `t9`.`emissions`,
    `t9`.`value_added`,
    `t9`.`employees`,
    `t9`.`rd_expense`,
    `t9`.`invoiced_sales`,
    `t9`.`list_key_polluter`,
    `t9`.`scale`,
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
    `t9`.`sales_per_mu_value`,
    `t9`.`tax_per_energy_value`,
    `t9`.`tax_per_emission_value`,
    `t9`.`productivity_value`,
    `t9`.`rd_intensity_value`,
    `t9`.`_of__set`,
    `t9`.`_of_group`,
    `t9`.`tax_per_mu_b`,
    `t9`.`sales_per_mu_b`,
    `t9`.`tax_per_energy_b`,
    `t9`.`tax_per_emission_b`,
    `t9`.`productivity_b`,
    `t9`.`rd_intensity_b`,
    `t9`.`tax_per_mu_own`,
    `t9`.`sales_per_mu_own`,
    `t9`.`tax_per_energy_own`,
    `t9`.`tax_per_emission_own`,
    `t9`.`productivity_own`,
    `t9`.`rd_intensity_own`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`tax_per_mu_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`tax_per_mu_own`, 0.0)
      WHEN `t9`.`_set` = 2
      THEN COALESCE(`t9`.`tax_per_mu_own`, 0.0)
      ELSE NULL
    END AS `tax_per_mu_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`sales_per_mu_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`sales_per_mu_own`, 0.0)
      WHEN `t9`.`_set` = 2
      THEN COALESCE(`t9`.`sales_per_mu_own`, 0.0)
      ELSE NULL
    END AS `sales_per_mu_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`tax_per_energy_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`tax_per_energy_own`, 0.0)
      ELSE NULL
    END AS `tax_per_energy_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`tax_per_emission_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`tax_per_emission_own`, 0.0)
      ELSE NULL
    END AS `tax_per_emission_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`productivity_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`productivity_own`, 0.0)
      ELSE NULL
    END AS `productivity_score`,
    CASE
      WHEN `t9`.`_set` = 0
      THEN COALESCE(`t9`.`rd_intensity_own`, 0.0)
      WHEN `t9`.`_set` = 1
      THEN COALESCE(`t9`.`rd_intensity_own`, 0.0)
      ELSE NULL
    END AS `rd_intensity_score`
  FROM (
    SELECT
      `t8`.`subject_id`,
      `t8`.`subject_name`,
      `t8`.`tax_paid`,
      `t8`.`land_area`,
      `t8`.`taxable_sales`,
      `t8`.`energy_tce`,
      `t8`.`emissions`,
      `t8`.`value_added`,
      `t8`.`employees`,
      `t8`.`rd_expense`,
      `t8`.`invoiced_sales`,
      `t8`.`list_key_polluter`,
      `t8`.`scale`,
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
      `t8`.`sales_per_mu_value`,
      `t8`.`tax_per_energy_value`,
      `t8`.`tax_per_emission_value`,
      `t8`.`productivity_value`,
      `t8`.`rd_intensity_value`,
      `t8`.`_of__set`,
      `t8`.`_of_group`,
      `t8`.`tax_per_mu_b`,
      `t8`.`sales_per_mu_b`,
      `t8`.`tax_per_energy_b`,
      `t8`.`tax_per_emission_b`,
      `t8`.`productivity_b`,
      `t8`.`rd_intensity_b`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 2
        THEN IF(
          `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                60.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 90.0,
              90.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                60.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                60.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              ) > 90.0,
              90.0,
              IF(
                `t8`.`tax_per_mu_b` > 0.0,
                60.0 * (
                  `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `tax_per_mu_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`sales_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`sales_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 30.0,
              30.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 30.0,
              30.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`sales_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`sales_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 30.0,
              30.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 30.0,
              30.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                20.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 2
        THEN IF(
          `t8`.`sales_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`sales_per_mu_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              ) > 60.0,
              60.0,
              IF(
                `t8`.`sales_per_mu_b` > 0.0,
                40.0 * (
                  `t8`.`sales_per_mu_value` / `t8`.`sales_per_mu_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `sales_per_mu_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`tax_per_energy_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`tax_per_energy_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`tax_per_energy_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`tax_per_energy_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_energy_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_energy_value` / `t8`.`tax_per_energy_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `tax_per_energy_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`tax_per_emission_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`tax_per_emission_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`tax_per_emission_value` IS NOT NULL
          AND NOT ISNAN(`t8`.`tax_per_emission_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`tax_per_emission_b` > 0.0,
                10.0 * (
                  `t8`.`tax_per_emission_value` / `t8`.`tax_per_emission_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `tax_per_emission_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`productivity_value` IS NOT NULL AND NOT ISNAN(`t8`.`productivity_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`productivity_value` IS NOT NULL AND NOT ISNAN(`t8`.`productivity_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`productivity_b` > 0.0,
                10.0 * (
                  `t8`.`productivity_value` / `t8`.`productivity_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `productivity_own`,
      CASE
        WHEN `t8`.`_set` = 0
        THEN IF(
          `t8`.`rd_intensity_value` IS NOT NULL AND NOT ISNAN(`t8`.`rd_intensity_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t8`.`_set` = 1
        THEN IF(
          `t8`.`rd_intensity_value` IS NOT NULL AND NOT ISNAN(`t8`.`rd_intensity_value`),
          IF(
            0.0 > IF(
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              )
            ),
            0.0,
            IF(
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              ) > 15.0,
              15.0,
              IF(
                `t8`.`rd_intensity_b` > 0.0,
                10.0 * (
                  `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
                ),
                0.0
              )
            )
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `rd_intensity_own`
    FROM (
      SELECT
        `t4`.`subject_id`,
        `t4`.`subject_name`,
        `t4`.`tax_paid`,
        `t4`.`land_area`,
        `t4`.`taxable_sales`,
        `t4`.`energy_tce`,
        `t4`.`emissions`,
        `t4`.`value_added`,
        `t4`.`employees`,
        `t4`.`rd_expense`,
        `t4`.`invoiced_sales`,
        `t4`.`list_key_polluter`,
        `t4`.`scale`,
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
        `t4`.`sales_per_mu_value`,
        `t4`.`tax_per_energy_value`,
        `t4`.`tax_per_emission_value`,
        `t4`.`productivity_value`,
        `t4`.`rd_intensity_value`,
        `t7`.`_set` AS `_of__set`,
        `t7`.`group` AS `_of_group`,
        `t7`.`tax_per_mu_b`,
        `t7`.`sales_per_mu_b`,
        `t7`.`tax_per_energy_b`,
        `t7`.`tax_per_emission_b`,
        `t7`.`productivity_b`,
        `t7`.`rd_intensity_b`
      FROM `t2` AS `t4`
      LEFT OUTER JOIN (
        SELECT
          `t5`.`_set`,
          `t5`.`group`,
          IF(
            `t5`.`tax_per_mu_n` > 0.0,
            1.0 * (
              `t5`.`tax_per_mu_sum` / `t5`.`tax_per_mu_n`
            ),
            0.0
          ) AS `tax_per_mu_b`,
          IF(
            `t5`.`sales_per_mu_n` > 0.0,
            1.0 * (
              `t5`.`sales_per_mu_sum` / `t5`.`sales_per_mu_n`
            ),
            0.0
          ) AS `sales_per_mu_b`,
          CASE
            WHEN `t5`.`_set` = 0
            THEN IF(
              `t5`.`tax_per_energy_n` > 0.0,
              1.0 * (
                `t5`.`tax_per_energy_sum` / `t5`.`tax_per_energy_n`
              ),
              0.0
            )
            WHEN `t5`.`_set` = 1
            THEN IF(
              `t5`.`tax_per_energy_n` > 0.0,
              1.0 * (
                `t5`.`tax_per_energy_sum` / `t5`.`tax_per_energy_n`
              ),
              0.0
            )
            ELSE NULL
          END AS `tax_per_energy_b`,
          CASE
            WHEN `t5`.`_set` = 0
            THEN IF(
              `t5`.`tax_per_emission_n` > 0.0,
              1.0 * (
                `t5`.`tax_per_emission_sum` / `t5`.`tax_per_emission_n`
              ),
              0.0
            )
            WHEN `t5`.`_set` = 1
            THEN IF(
              `t5`.`tax_per_emission_n` > 0.0,
              1.0 * (
                `t5`.`tax_per_emission_sum` / `t5`.`tax_per_emission_n`
              ),
              0.0
            )
            ELSE NULL
          END AS `tax_per_emission_b`,
          CASE
            WHEN `t5`.`_set` = 0
            THEN IF(
              `t5`.`productivity_n` > 0.0,
              1.0 * (
                `t5`.`productivity_sum` / `t5`.`productivity_n`
              ),
              0.0
            )
            WHEN `t5`.`_set` = 1
            THEN IF(
              `t5`.`productivity_n` > 0.0,
              1.0 * (
                `t5`.`productivity_sum` / `t5`.`productivity_n`
              ),
              0.0
            )
            ELSE NULL
          END AS `productivity_b`,
          CASE
            WHEN `t5`.`_set` = 0
            THEN IF(
              `t5`.`rd_intensity_n` > 0.0,
              1.0 * (
                `t5`.`rd_intensity_sum` / `t5`.`rd_intensity_n`
              ),
              0.0
            )
            WHEN `t5`.`_set` = 1
            THEN IF(
              `t5`.`rd_intensity_n` > 0.0,
              1.0 * (
                `t5`.`rd_intensity_sum` / `t5`.`rd_intensity_n`
              ),
              0.0
            )
            ELSE NULL
          END AS `rd_intensity_b`
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
            SUM(IF((
              `t3`.`_out` = 0
            ) AND (
              `t3`.`_t` = 0
            ), `t3`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_sum`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`tax_per_mu_value`), NULL)
            ) AS `tax_per_mu_abs`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`sales_per_mu_value`, NULL)
            ) AS `sales_per_mu_n`,
            MAX(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`sales_per_mu_value`), NULL)
            ) AS `sales_per_mu_top`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`sales_per_mu_value`, NULL)
            ) AS `sales_per_mu_sum`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`sales_per_mu_value`), NULL)
            ) AS `sales_per_mu_abs`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`tax_per_energy_value`, NULL)
            ) AS `tax_per_energy_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`tax_per_energy_value`),
                NULL
              )
            ) AS `tax_per_energy_top`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`tax_per_energy_value`, NULL)
            ) AS `tax_per_energy_sum`,
            SUM(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`tax_per_energy_value`),
                NULL
              )
            ) AS `tax_per_energy_abs`,
            COUNT(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`tax_per_emission_value`, NULL)
            ) AS `tax_per_emission_n`,
            MAX(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`tax_per_emission_value`),
                NULL
              )
            ) AS `tax_per_emission_top`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`tax_per_emission_value`, NULL)
            ) AS `tax_per_emission_sum`,
            SUM(
              IF(
                (
                  `t3`.`_out` = 0
                ) AND (
                  `t3`.`_t` = 0
                ),
                ABS(`t3`.`tax_per_emission_value`),
                NULL
              )
            ) AS `tax_per_emission_abs`,
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
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`productivity_value`, NULL)
            ) AS `productivity_sum`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`productivity_value`), NULL)
            ) AS `productivity_abs`,
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
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), `t3`.`rd_intensity_value`, NULL)
            ) AS `rd_intensity_sum`,
            SUM(
              IF((
                `t3`.`_out` = 0
              ) AND (
                `t3`.`_t` = 0
              ), ABS(`t3`.`rd_intensity_value`), NULL)
            ) AS `rd_intensity_abs`
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
