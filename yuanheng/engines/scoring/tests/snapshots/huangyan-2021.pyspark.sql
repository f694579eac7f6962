WITH `t2` AS (
  SELECT
    `t1`.`subject_id`,
    `t1`.`subject_name`,
    `t1`.`tax_paid`,
    `t1`.`land_area`,
    `t1`.`value_added`,
    `t1`.`energy_tce`,
    `t1`.`emissions`,
    `t1`.`employees`,
    `t1`.`rd_expense`,
    `t1`.`main_business_revenue`,
    `t1`.`electricity`,
    `t1`.`energy_tce_equal_value`,
    `t1`.`employees_average`,
    `t1`.`scale`,
    `t1`.`group`,
    `t1`.`taxable_sales`,
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
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / IF(ABS(`t1`.`land_area`) < 1e+300, `t1`.`land_area`, CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_mu_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        COALESCE(
          IF(
            ABS(`t1`.`energy_tce_equal_value`) < 1e+300,
            `t1`.`energy_tce_equal_value`,
            CAST(NULL AS DOUBLE)
          ),
          IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE))
        ) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / COALESCE(
          IF(
            ABS(`t1`.`energy_tce_equal_value`) < 1e+300,
            `t1`.`energy_tce_equal_value`,
            CAST(NULL AS DOUBLE)
          ),
          IF(ABS(`t1`.`energy_tce`) < 1e+300, `t1`.`energy_tce`, CAST(NULL AS DOUBLE))
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_energy_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / (
          IF(ABS(`t1`.`emissions`) < 1e+300, `t1`.`emissions`, CAST(NULL AS DOUBLE)) / 1000.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_emission_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        COALESCE(
          IF(
            ABS(`t1`.`employees_average`) < 1e+300,
            `t1`.`employees_average`,
            CAST(NULL AS DOUBLE)
          ),
          IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE))
        ) > 0,
        (
          IF(ABS(`t1`.`value_added`) < 1e+300, `t1`.`value_added`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / COALESCE(
          IF(
            ABS(`t1`.`employees_average`) < 1e+300,
            `t1`.`employees_average`,
            CAST(NULL AS DOUBLE)
          ),
          IF(ABS(`t1`.`employees`) < 1e+300, `t1`.`employees`, CAST(NULL AS DOUBLE))
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `productivity_value`,
    CASE
      WHEN `t1`.`_set` = 0
      THEN IF(
        IF(
          ABS(`t1`.`main_business_revenue`) < 1e+300,
          `t1`.`main_business_revenue`,
          CAST(NULL AS DOUBLE)
        ) > 0,
        IF(ABS(`t1`.`rd_expense`) < 1e+300, `t1`.`rd_expense`, CAST(NULL AS DOUBLE)) / IF(
          ABS(`t1`.`main_business_revenue`) < 1e+300,
          `t1`.`main_business_revenue`,
          CAST(NULL AS DOUBLE)
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `rd_intensity_value`,
    CASE
      WHEN `t1`.`_set` = 1
      THEN IF(
        (
          IF(ABS(`t1`.`electricity`) < 1e+300, `t1`.`electricity`, CAST(NULL AS DOUBLE)) / 1000.0
        ) > 0,
        (
          IF(ABS(`t1`.`tax_paid`) < 1e+300, `t1`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
        ) / (
          IF(ABS(`t1`.`electricity`) < 1e+300, `t1`.`electricity`, CAST(NULL AS DOUBLE)) / 1000.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `tax_per_electricity_value`
  FROM (
    SELECT
      `t0`.`subject_id`,
      `t0`.`subject_name`,
      `t0`.`tax_paid`,
      `t0`.`land_area`,
      `t0`.`value_added`,
      `t0`.`energy_tce`,
      `t0`.`emissions`,
      `t0`.`employees`,
      `t0`.`rd_expense`,
      `t0`.`main_business_revenue`,
      `t0`.`electricity`,
      `t0`.`energy_tce_equal_value`,
      `t0`.`employees_average`,
      `t0`.`scale`,
      COALESCE(`t0`.`group`, '未分组') AS `group`,
      `t0`.`taxable_sales`,
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
      0 AS `_out`,
      0 AS `_t`,
      0 AS `_veto`,
      0 AS `_shield`,
      0.0 AS `bonus`,
      0.0 AS `deduction`
    FROM `wide_table` AS `t0`
  ) AS `t1`
), `t9` AS (
  SELECT
    `t8`.`subject_id`,
    `t8`.`subject_name`,
    `t8`.`tax_paid`,
    `t8`.`land_area`,
    `t8`.`value_added`,
    `t8`.`energy_tce`,
    `t8`.`emissions`,
    `t8`.`employees`,
    `t8`.`rd_expense`,
    `t8`.`main_business_revenue`,
    `t8`.`electricity`,
    `t8`.`energy_tce_equal_value`,
    `t8`.`employees_average`,
    `t8`.`scale`,
    `t8`.`group`,
    `t8`.`taxable_sales`,
    `t8`.`uscc`,
    `t8`.`_set`,
    `t8`.`_out`,
    `t8`.`_t`,
    `t8`.`_veto`,
    `t8`.`_shield`,
    `t8`.`bonus`,
    `t8`.`deduction`,
    `t8`.`tax_per_mu_value`,
    `t8`.`value_added_per_mu_value`,
    `t8`.`value_added_per_energy_value`,
    `t8`.`value_added_per_emission_value`,
    `t8`.`productivity_value`,
    `t8`.`rd_intensity_value`,
    `t8`.`tax_per_electricity_value`,
    `t8`.`_of__set`,
    `t8`.`_of_group`,
    `t8`.`tax_per_mu_b`,
    `t8`.`value_added_per_mu_b`,
    `t8`.`value_added_per_energy_b`,
    `t8`.`value_added_per_emission_b`,
    `t8`.`productivity_b`,
    `t8`.`rd_intensity_b`,
    `t8`.`tax_per_electricity_b`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN IF(
        `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
        IF(
          `t8`.`tax_per_mu_b` > 0.0,
          30.0 * (
            `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      WHEN `t8`.`_set` = 1
      THEN IF(
        `t8`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t8`.`tax_per_mu_value`),
        IF(
          `t8`.`tax_per_mu_b` > 0.0,
          50.0 * (
            `t8`.`tax_per_mu_value` / `t8`.`tax_per_mu_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `tax_per_mu_own`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN IF(
        `t8`.`value_added_per_mu_value` IS NOT NULL
        AND NOT ISNAN(`t8`.`value_added_per_mu_value`),
        IF(
          `t8`.`value_added_per_mu_b` > 0.0,
          20.0 * (
            `t8`.`value_added_per_mu_value` / `t8`.`value_added_per_mu_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_mu_own`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN IF(
        `t8`.`value_added_per_energy_value` IS NOT NULL
        AND NOT ISNAN(`t8`.`value_added_per_energy_value`),
        IF(
          `t8`.`value_added_per_energy_b` > 0.0,
          20.0 * (
            `t8`.`value_added_per_energy_value` / `t8`.`value_added_per_energy_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_energy_own`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN IF(
        `t8`.`value_added_per_emission_value` IS NOT NULL
        AND NOT ISNAN(`t8`.`value_added_per_emission_value`),
        IF(
          `t8`.`value_added_per_emission_b` > 0.0,
          10.0 * (
            `t8`.`value_added_per_emission_value` / `t8`.`value_added_per_emission_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `value_added_per_emission_own`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN IF(
        `t8`.`productivity_value` IS NOT NULL AND NOT ISNAN(`t8`.`productivity_value`),
        IF(
          `t8`.`productivity_b` > 0.0,
          10.0 * (
            `t8`.`productivity_value` / `t8`.`productivity_b`
          ),
          0.0
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
          `t8`.`rd_intensity_b` > 0.0,
          10.0 * (
            `t8`.`rd_intensity_value` / `t8`.`rd_intensity_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `rd_intensity_own`,
    CASE
      WHEN `t8`.`_set` = 1
      THEN IF(
        `t8`.`tax_per_electricity_value` IS NOT NULL
        AND NOT ISNAN(`t8`.`tax_per_electricity_value`),
        IF(
          `t8`.`tax_per_electricity_b` > 0.0,
          50.0 * (
            `t8`.`tax_per_electricity_value` / `t8`.`tax_per_electricity_b`
          ),
          0.0
        ),
        CAST(NULL AS DOUBLE)
      )
      ELSE NULL
    END AS `tax_per_electricity_own`
  FROM (
    SELECT
      `t4`.`subject_id`,
      `t4`.`subject_name`,
      `t4`.`tax_paid`,
      `t4`.`land_area`,
      `t4`.`value_added`,
      `t4`.`energy_tce`,
      `t4`.`emissions`,
      `t4`.`employees`,
      `t4`.`rd_expense`,
      `t4`.`main_business_revenue`,
      `t4`.`electricity`,
      `t4`.`energy_tce_equal_value`,
      `t4`.`employees_average`,
      `t4`.`scale`,
      `t4`.`group`,
      `t4`.`taxable_sales`,
      `t4`.`uscc`,
      `t4`.`_set`,
      `t4`.`_out`,
      `t4`.`_t`,
      `t4`.`_veto`,
      `t4`.`_shield`,
      `t4`.`bonus`,
      `t4`.`deduction`,
      `t4`.`tax_per_mu_value`,
      `t4`.`value_added_per_mu_value`,
      `t4`.`value_added_per_energy_value`,
      `t4`.`value_added_per_emission_value`,
      `t4`.`productivity_value`,
      `t4`.`rd_intensity_value`,
      `t4`.`tax_per_electricity_value`,
      `t7`.`_set` AS `_of__set`,
      `t7`.`group` AS `_of_group`,
      `t7`.`tax_per_mu_b`,
      `t7`.`value_added_per_mu_b`,
      `t7`.`value_added_per_energy_b`,
      `t7`.`value_added_per_emission_b`,
      `t7`.`productivity_b`,
      `t7`.`rd_intensity_b`,
      `t7`.`tax_per_electricity_b`
    FROM `t2` AS `t4`
    LEFT OUTER JOIN (
      SELECT
        `t5`.`_set`,
        `t5`.`group`,
        CASE WHEN `t5`.`_set` = 0 THEN 26.01 WHEN `t5`.`_set` = 1 THEN 16.601058 ELSE NULL END AS `tax_per_mu_b`,
        CASE WHEN `t5`.`_set` = 0 THEN 132.27 ELSE NULL END AS `value_added_per_mu_b`,
        CASE WHEN `t5`.`_set` = 0 THEN 2.54 ELSE NULL END AS `value_added_per_energy_b`,
        CASE WHEN `t5`.`_set` = 0 THEN 4861.08 ELSE NULL END AS `value_added_per_emission_b`,
        CASE WHEN `t5`.`_set` = 0 THEN 17.45 ELSE NULL END AS `productivity_b`,
        CASE WHEN `t5`.`_set` = 0 THEN 0.0305 ELSE NULL END AS `rd_intensity_b`,
        CASE WHEN `t5`.`_set` = 1 THEN 0.236565 ELSE NULL END AS `tax_per_electricity_b`
      FROM (
        SELECT
          `t3`.`_set`,
          `t3`.`group`
        FROM `t2` AS `t3`
        GROUP BY
          1,
          2
      ) AS `t5`
    ) AS `t7`
      ON `t4`.`_set` = `t7`.`_set` AND `t4`.`group` = `t7`.`group`
  ) AS `t8`
)
SELECT
  `t14`.`subject_id`,
  `t14`.`subject_name`,
  `t14`.`tax_paid`,
  `t14`.`land_area`,
  `t14`.`value_added`,
  `t14`.`energy_tce`,
  `t14`.`emissions`,
  `t14`.`employees`,
  `t14`.`rd_expense`,
  `t14`.`main_business_revenue`,
  `t14`.`electricity`,
  `t14`.`energy_tce_equal_value`,
  `t14`.`employees_average`,
  `t14`.`scale`,
  `t14`.`group`,
  `t14`.`taxable_sales`,
  `t14`.`uscc`,
  `t14`.`_set`,
  `t14`.`_out`,
  `t14`.`_t`,
  `t14`.`_veto`,
  `t14`.`_shield`,
  `t14`.`bonus`,
  `t14`.`deduction`,
  `t14`.`tax_per_mu_value`,
  `t14`.`value_added_per_mu_value`,
  `t14`.`value_added_per_energy_value`,
  `t14`.`value_added_per_emission_value`,
  `t14`.`productivity_value`,
  `t14`.`rd_intensity_value`,
  `t14`.`tax_per_electricity_value`,
  `t14`.`_of__set`,
  `t14`.`_of_group`,
  `t14`.`tax_per_mu_b`,
  `t14`.`value_added_per_mu_b`,
  `t14`.`value_added_per_energy_b`,
  `t14`.`value_added_per_emission_b`,
  `t14`.`productivity_b`,
  `t14`.`rd_intensity_b`,
  `t14`.`tax_per_electricity_b`,
  `t14`.`tax_per_mu_own`,
  `t14`.`value_added_per_mu_own`,
  `t14`.`value_added_per_energy_own`,
  `t14`.`value_added_per_emission_own`,
  `t14`.`productivity_own`,
  `t14`.`rd_intensity_own`,
  `t14`.`tax_per_electricity_own`,
  `t14`.`_fill__set`,
  `t14`.`_fill_group`,
  `t14`.`value_added_per_emission_fill`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(`t14`.`tax_per_mu_own`, 0.0)
    WHEN `t14`.`_set` = 1
    THEN COALESCE(`t14`.`tax_per_mu_own`, 0.0)
    ELSE NULL
  END AS `tax_per_mu_score`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(`t14`.`value_added_per_mu_own`, 0.0)
    ELSE NULL
  END AS `value_added_per_mu_score`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(`t14`.`value_added_per_energy_own`, 0.0)
    ELSE NULL
  END AS `value_added_per_energy_score`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(
      `t14`.`value_added_per_emission_own`,
      COALESCE(`t14`.`value_added_per_emission_fill`, 0.0)
    )
    ELSE NULL
  END AS `value_added_per_emission_score`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(`t14`.`productivity_own`, 0.0)
    ELSE NULL
  END AS `productivity_score`,
  CASE
    WHEN `t14`.`_set` = 0
    THEN COALESCE(`t14`.`rd_intensity_own`, 0.0)
    ELSE NULL
  END AS `rd_intensity_score`,
  CASE
    WHEN `t14`.`_set` = 1
    THEN COALESCE(`t14`.`tax_per_electricity_own`, 0.0)
    ELSE NULL
  END AS `tax_per_electricity_score`,
  (
    COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(`t14`.`tax_per_mu_own`, 0.0)
        WHEN `t14`.`_set` = 1
        THEN COALESCE(`t14`.`tax_per_mu_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(`t14`.`value_added_per_mu_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(`t14`.`value_added_per_energy_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(
          `t14`.`value_added_per_emission_own`,
          COALESCE(`t14`.`value_added_per_emission_fill`, 0.0)
        )
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(`t14`.`productivity_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 0
        THEN COALESCE(`t14`.`rd_intensity_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + COALESCE(
      CASE
        WHEN `t14`.`_set` = 1
        THEN COALESCE(`t14`.`tax_per_electricity_own`, 0.0)
        ELSE NULL
      END,
      0.0
    ) + `t14`.`bonus`
  ) - `t14`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t11`.`subject_id`,
    `t11`.`subject_name`,
    `t11`.`tax_paid`,
    `t11`.`land_area`,
    `t11`.`value_added`,
    `t11`.`energy_tce`,
    `t11`.`emissions`,
    `t11`.`employees`,
    `t11`.`rd_expense`,
    `t11`.`main_business_revenue`,
    `t11`.`electricity`,
    `t11`.`energy_tce_equal_value`,
    `t11`.`employees_average`,
    `t11`.`scale`,
    `t11`.`group`,
    `t11`.`taxable_sales`,
    `t11`.`uscc`,
    `t11`.`_set`,
    `t11`.`_out`,
    `t11`.`_t`,
    `t11`.`_veto`,
    `t11`.`_shield`,
    `t11`.`bonus`,
    `t11`.`deduction`,
    `t11`.`tax_per_mu_value`,
    `t11`.`value_added_per_mu_value`,
    `t11`.`value_added_per_energy_value`,
    `t11`.`value_added_per_emission_value`,
    `t11`.`productivity_value`,
    `t11`.`rd_intensity_value`,
    `t11`.`tax_per_electricity_value`,
    `t11`.`_of__set`,
    `t11`.`_of_group`,
    `t11`.`tax_per_mu_b`,
    `t11`.`value_added_per_mu_b`,
    `t11`.`value_added_per_energy_b`,
    `t11`.`value_added_per_emission_b`,
    `t11`.`productivity_b`,
    `t11`.`rd_intensity_b`,
    `t11`.`tax_per_electricity_b`,
    `t11`.`tax_per_mu_own`,
    `t11`.`value_added_per_mu_own`,
    `t11`.`value_added_per_energy_own`,
    `t11`.`value_added_per_emission_own`,
    `t11`.`productivity_own`,
    `t11`.`rd_intensity_own`,
    `t11`.`tax_per_electricity_own`,
    `t13`.`_set` AS `_fill__set`,
    `t13`.`group` AS `_fill_group`,
    `t13`.`value_added_per_emission_fill`
  FROM `t9` AS `t11`
  LEFT OUTER JOIN (
    SELECT
      `t10`.`_set`,
      `t10`.`group`,
      AVG(
        IF(
          (
            `t10`.`_out` = 0
          ) AND (
            `t10`.`_t` = 0
          ),
          `t10`.`value_added_per_emission_own`,
          NULL
        )
      ) AS `value_added_per_emission_fill`
    FROM `t9` AS `t10`
    GROUP BY
      1,
      2
  ) AS `t13`
    ON `t11`.`_set` = `t13`.`_set` AND `t11`.`group` = `t13`.`group`
) AS `t14`
