WITH `t1` AS (
  SELECT
    `t0`.`subject_id`,
    `t0`.`subject_name`,
    `t0`.`tax_paid`,
    `t0`.`land_area`,
    `t0`.`taxable_sales`,
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
    CAST(CASE WHEN COALESCE(COALESCE(`t0`.`utility` <> 0, FALSE), FALSE) THEN 1 ELSE 0 END AS INT) AS `_t`,
    0 AS `_out`,
    0 AS `_veto`,
    0 AS `_shield`,
    0.0 AS `bonus`,
    0.0 AS `deduction`,
    IF(
      IF(ABS(`t0`.`land_area`) < 1e+300, `t0`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
      (
        IF(ABS(`t0`.`tax_paid`) < 1e+300, `t0`.`tax_paid`, CAST(NULL AS DOUBLE)) / 10000.0
      ) / IF(ABS(`t0`.`land_area`) < 1e+300, `t0`.`land_area`, CAST(NULL AS DOUBLE)),
      CAST(NULL AS DOUBLE)
    ) AS `tax_per_mu_value`,
    IF(
      IF(ABS(`t0`.`land_area`) < 1e+300, `t0`.`land_area`, CAST(NULL AS DOUBLE)) > 0,
      (
        IF(ABS(`t0`.`taxable_sales`) < 1e+300, `t0`.`taxable_sales`, CAST(NULL AS DOUBLE)) / 10000.0
      ) / IF(ABS(`t0`.`land_area`) < 1e+300, `t0`.`land_area`, CAST(NULL AS DOUBLE)),
      CAST(NULL AS DOUBLE)
    ) AS `sales_per_mu_value`
  FROM `wide_table` AS `t0`
)
SELECT
  `t8`.`subject_id`,
  `t8`.`subject_name`,
  `t8`.`tax_paid`,
  `t8`.`land_area`,
  `t8`.`taxable_sales`,
  `t8`.`scale`,
  `t8`.`utility`,
  `t8`.`group`,
  `t8`.`uscc`,
  `t8`.`_set`,
  `t8`.`_t`,
  `t8`.`_out`,
  `t8`.`_veto`,
  `t8`.`_shield`,
  `t8`.`bonus`,
  `t8`.`deduction`,
  `t8`.`tax_per_mu_value`,
  `t8`.`sales_per_mu_value`,
  `t8`.`_of__set`,
  `t8`.`_of_group`,
  `t8`.`tax_per_mu_b`,
  `t8`.`sales_per_mu_b`,
  `t8`.`tax_per_mu_own`,
  `t8`.`sales_per_mu_own`,
  COALESCE(`t8`.`tax_per_mu_own`, 0.0) AS `tax_per_mu_score`,
  COALESCE(`t8`.`sales_per_mu_own`, 0.0) AS `sales_per_mu_score`,
  (
    COALESCE(COALESCE(`t8`.`tax_per_mu_own`, 0.0), 0.0) + COALESCE(COALESCE(`t8`.`sales_per_mu_own`, 0.0), 0.0) + `t8`.`bonus`
  ) - `t8`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t7`.`subject_id`,
    `t7`.`subject_name`,
    `t7`.`tax_paid`,
    `t7`.`land_area`,
    `t7`.`taxable_sales`,
    `t7`.`scale`,
    `t7`.`utility`,
    `t7`.`group`,
    `t7`.`uscc`,
    `t7`.`_set`,
    `t7`.`_t`,
    `t7`.`_out`,
    `t7`.`_veto`,
    `t7`.`_shield`,
    `t7`.`bonus`,
    `t7`.`deduction`,
    `t7`.`tax_per_mu_value`,
    `t7`.`sales_per_mu_value`,
    `t7`.`_of__set`,
    `t7`.`_of_group`,
    `t7`.`tax_per_mu_b`,
    `t7`.`sales_per_mu_b`,
    IF(
      `t7`.`tax_per_mu_value` IS NOT NULL AND NOT ISNAN(`t7`.`tax_per_mu_value`),
      IF(
        `t7`.`tax_per_mu_b` > 0.0,
        60.0 * (
          `t7`.`tax_per_mu_value` / `t7`.`tax_per_mu_b`
        ),
        0.0
      ),
      CAST(NULL AS DOUBLE)
    ) AS `tax_per_mu_own`,
    IF(
      `t7`.`sales_per_mu_value` IS NOT NULL AND NOT ISNAN(`t7`.`sales_per_mu_value`),
      IF(
        `t7`.`sales_per_mu_b` > 0.0,
        40.0 * (
          `t7`.`sales_per_mu_value` / `t7`.`sales_per_mu_b`
        ),
        0.0
      ),
      CAST(NULL AS DOUBLE)
    ) AS `sales_per_mu_own`
  FROM (
    SELECT
      `t3`.`subject_id`,
      `t3`.`subject_name`,
      `t3`.`tax_paid`,
      `t3`.`land_area`,
      `t3`.`taxable_sales`,
      `t3`.`scale`,
      `t3`.`utility`,
      `t3`.`group`,
      `t3`.`uscc`,
      `t3`.`_set`,
      `t3`.`_t`,
      `t3`.`_out`,
      `t3`.`_veto`,
      `t3`.`_shield`,
      `t3`.`bonus`,
      `t3`.`deduction`,
      `t3`.`tax_per_mu_value`,
      `t3`.`sales_per_mu_value`,
      `t6`.`_set` AS `_of__set`,
      `t6`.`group` AS `_of_group`,
      `t6`.`tax_per_mu_b`,
      `t6`.`sales_per_mu_b`
    FROM `t1` AS `t3`
    LEFT OUTER JOIN (
      SELECT
        `t4`.`_set`,
        `t4`.`group`,
        IF(
          `t4`.`tax_per_mu_n` > 0.0,
          1.0 * (
            `t4`.`tax_per_mu_sum` / `t4`.`tax_per_mu_n`
          ),
          0.0
        ) AS `tax_per_mu_b`,
        IF(
          `t4`.`sales_per_mu_n` > 0.0,
          1.0 * (
            `t4`.`sales_per_mu_sum` / `t4`.`sales_per_mu_n`
          ),
          0.0
        ) AS `sales_per_mu_b`
      FROM (
        SELECT
          `t2`.`_set`,
          `t2`.`group`,
          COUNT(IF((
            `t2`.`_out` = 0
          ) AND (
            `t2`.`_t` = 0
          ), `t2`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_n`,
          MAX(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), ABS(`t2`.`tax_per_mu_value`), NULL)
          ) AS `tax_per_mu_top`,
          SUM(IF((
            `t2`.`_out` = 0
          ) AND (
            `t2`.`_t` = 0
          ), `t2`.`tax_per_mu_value`, NULL)) AS `tax_per_mu_sum`,
          SUM(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), ABS(`t2`.`tax_per_mu_value`), NULL)
          ) AS `tax_per_mu_abs`,
          COUNT(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), `t2`.`sales_per_mu_value`, NULL)
          ) AS `sales_per_mu_n`,
          MAX(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), ABS(`t2`.`sales_per_mu_value`), NULL)
          ) AS `sales_per_mu_top`,
          SUM(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), `t2`.`sales_per_mu_value`, NULL)
          ) AS `sales_per_mu_sum`,
          SUM(
            IF((
              `t2`.`_out` = 0
            ) AND (
              `t2`.`_t` = 0
            ), ABS(`t2`.`sales_per_mu_value`), NULL)
          ) AS `sales_per_mu_abs`
        FROM `t1` AS `t2`
        GROUP BY
          1,
          2
      ) AS `t4`
    ) AS `t6`
      ON `t3`.`_set` = `t6`.`_set` AND `t3`.`group` = `t6`.`group`
  ) AS `t7`
) AS `t8`
