WITH `t1` AS (
  SELECT
    `t0`.`subject_id`,
    `t0`.`subject_name`,
    `t0`.`firms_here`,
    `t0`.`capital`,
    `t0`.`growth`,
    `t0`.`news_days`,
    `t0`.`distance_km`,
    `t0`.`neighbours_here`,
    `t0`.`encouraged`,
    `t0`.`capital_currency`,
    `t0`.`scale`,
    `t0`.`group`,
    `t0`.`uscc`,
    IF(
      CAST(CASE
        WHEN COALESCE(CAST(`t0`.`capital_currency` AS STRING) IN ('usd'), FALSE)
        THEN 0
        WHEN COALESCE(NOT (
          CAST(`t0`.`capital_currency` AS STRING) IN ('usd')
        ), FALSE)
        THEN 1
        ELSE -1
      END AS INT) < 0,
      1,
      CAST(CASE
        WHEN COALESCE(CAST(`t0`.`capital_currency` AS STRING) IN ('usd'), FALSE)
        THEN 0
        WHEN COALESCE(NOT (
          CAST(`t0`.`capital_currency` AS STRING) IN ('usd')
        ), FALSE)
        THEN 1
        ELSE -1
      END AS INT)
    ) AS `_set`,
    0 AS `_out`,
    0 AS `_t`,
    0 AS `_veto`,
    0 AS `_shield`,
    0.0 AS `bonus`,
    0.0 AS `deduction`,
    IF(ABS(`t0`.`firms_here`) < 1e+300, `t0`.`firms_here`, CAST(NULL AS DOUBLE)) AS `segment_gap_value`,
    IF(ABS(`t0`.`capital`) < 1e+300, `t0`.`capital`, CAST(NULL AS DOUBLE)) / 10000.0 AS `size_value`,
    IF(ABS(`t0`.`growth`) < 1e+300, `t0`.`growth`, CAST(NULL AS DOUBLE)) AS `growth_rate_value`,
    IF(ABS(`t0`.`news_days`) < 1e+300, `t0`.`news_days`, CAST(NULL AS DOUBLE)) AS `expansion_value`,
    IF(ABS(`t0`.`distance_km`) < 1e+300, `t0`.`distance_km`, CAST(NULL AS DOUBLE)) AS `nearness_value`,
    IF(ABS(`t0`.`neighbours_here`) < 1e+300, `t0`.`neighbours_here`, CAST(NULL AS DOUBLE)) AS `neighbours_value`,
    IF(ABS(`t0`.`encouraged`) < 1e+300, `t0`.`encouraged`, CAST(NULL AS DOUBLE)) AS `policy_value`
  FROM `wide_table` AS `t0`
)
SELECT
  `t9`.`subject_id`,
  `t9`.`subject_name`,
  `t9`.`firms_here`,
  `t9`.`capital`,
  `t9`.`growth`,
  `t9`.`news_days`,
  `t9`.`distance_km`,
  `t9`.`neighbours_here`,
  `t9`.`encouraged`,
  `t9`.`capital_currency`,
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
  `t9`.`segment_gap_value`,
  `t9`.`size_value`,
  `t9`.`growth_rate_value`,
  `t9`.`expansion_value`,
  `t9`.`nearness_value`,
  `t9`.`neighbours_value`,
  `t9`.`policy_value`,
  `t9`.`_of__set`,
  `t9`.`segment_gap_own`,
  `t9`.`size_own`,
  `t9`.`growth_rate_own`,
  `t9`.`expansion_own`,
  `t9`.`nearness_own`,
  `t9`.`neighbours_own`,
  `t9`.`policy_own`,
  `t9`.`segment_gap_score`,
  `t9`.`size_score`,
  `t9`.`growth_rate_score`,
  `t9`.`expansion_score`,
  `t9`.`nearness_score`,
  `t9`.`neighbours_score`,
  `t9`.`policy_score`,
  (
    IF(
      (
        COALESCE(
          IF(
            `t9`.`segment_gap_score` IS NOT NULL AND NOT ISNAN(`t9`.`segment_gap_score`),
            25.0,
            0.0
          ),
          0.0
        ) + COALESCE(
          CASE
            WHEN `t9`.`_set` = 0
            THEN IF(`t9`.`size_score` IS NOT NULL AND NOT ISNAN(`t9`.`size_score`), 15.0, 0.0)
            WHEN `t9`.`_set` = 1
            THEN IF(`t9`.`size_score` IS NOT NULL AND NOT ISNAN(`t9`.`size_score`), 15.0, 0.0)
            ELSE NULL
          END,
          0.0
        ) + COALESCE(
          IF(
            `t9`.`growth_rate_score` IS NOT NULL AND NOT ISNAN(`t9`.`growth_rate_score`),
            15.0,
            0.0
          ),
          0.0
        ) + COALESCE(
          IF(`t9`.`expansion_score` IS NOT NULL AND NOT ISNAN(`t9`.`expansion_score`), 20.0, 0.0),
          0.0
        ) + COALESCE(
          IF(`t9`.`nearness_score` IS NOT NULL AND NOT ISNAN(`t9`.`nearness_score`), 10.0, 0.0),
          0.0
        ) + COALESCE(
          IF(`t9`.`neighbours_score` IS NOT NULL AND NOT ISNAN(`t9`.`neighbours_score`), 5.0, 0.0),
          0.0
        ) + COALESCE(
          IF(`t9`.`policy_score` IS NOT NULL AND NOT ISNAN(`t9`.`policy_score`), 10.0, 0.0),
          0.0
        )
      ) > 0,
      (
        COALESCE(`t9`.`segment_gap_score`, 0.0) + COALESCE(`t9`.`size_score`, 0.0) + COALESCE(`t9`.`growth_rate_score`, 0.0) + COALESCE(`t9`.`expansion_score`, 0.0) + COALESCE(`t9`.`nearness_score`, 0.0) + COALESCE(`t9`.`neighbours_score`, 0.0) + COALESCE(`t9`.`policy_score`, 0.0)
      ) * (
        CASE WHEN `t9`.`_set` = 0 THEN 100.0 WHEN `t9`.`_set` = 1 THEN 100.0 ELSE NULL END / (
          COALESCE(
            IF(
              `t9`.`segment_gap_score` IS NOT NULL AND NOT ISNAN(`t9`.`segment_gap_score`),
              25.0,
              0.0
            ),
            0.0
          ) + COALESCE(
            CASE
              WHEN `t9`.`_set` = 0
              THEN IF(`t9`.`size_score` IS NOT NULL AND NOT ISNAN(`t9`.`size_score`), 15.0, 0.0)
              WHEN `t9`.`_set` = 1
              THEN IF(`t9`.`size_score` IS NOT NULL AND NOT ISNAN(`t9`.`size_score`), 15.0, 0.0)
              ELSE NULL
            END,
            0.0
          ) + COALESCE(
            IF(
              `t9`.`growth_rate_score` IS NOT NULL AND NOT ISNAN(`t9`.`growth_rate_score`),
              15.0,
              0.0
            ),
            0.0
          ) + COALESCE(
            IF(`t9`.`expansion_score` IS NOT NULL AND NOT ISNAN(`t9`.`expansion_score`), 20.0, 0.0),
            0.0
          ) + COALESCE(
            IF(`t9`.`nearness_score` IS NOT NULL AND NOT ISNAN(`t9`.`nearness_score`), 10.0, 0.0),
            0.0
          ) + COALESCE(
            IF(`t9`.`neighbours_score` IS NOT NULL AND NOT ISNAN(`t9`.`neighbours_score`), 5.0, 0.0),
            0.0
          ) + COALESCE(
            IF(`t9`.`policy_score` IS NOT NULL AND NOT ISNAN(`t9`.`policy_score`), 10.0, 0.0),
            0.0
          )
        )
      ),
      0.0
    ) + `t9`.`bonus`
  ) - `t9`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t8`.`subject_id`,
    `t8`.`subject_name`,
    `t8`.`firms_here`,
    `t8`.`capital`,
    `t8`.`growth`,
    `t8`.`news_days`,
    `t8`.`distance_km`,
    `t8`.`neighbours_here`,
    `t8`.`encouraged`,
    `t8`.`capital_currency`,
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
    `t8`.`segment_gap_value`,
    `t8`.`size_value`,
    `t8`.`growth_rate_value`,
    `t8`.`expansion_value`,
    `t8`.`nearness_value`,
    `t8`.`neighbours_value`,
    `t8`.`policy_value`,
    `t8`.`_of__set`,
    `t8`.`segment_gap_own`,
    `t8`.`size_own`,
    `t8`.`growth_rate_own`,
    `t8`.`expansion_own`,
    `t8`.`nearness_own`,
    `t8`.`neighbours_own`,
    `t8`.`policy_own`,
    CASE
      WHEN `t8`.`segment_gap_value` IS NULL OR ISNAN(`t8`.`segment_gap_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`segment_gap_own`
    END AS `segment_gap_score`,
    CASE
      WHEN `t8`.`_set` = 0
      THEN CASE
        WHEN `t8`.`size_value` IS NULL OR ISNAN(`t8`.`size_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`size_own`
      END
      WHEN `t8`.`_set` = 1
      THEN CASE
        WHEN `t8`.`size_value` IS NULL OR ISNAN(`t8`.`size_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`size_own`
      END
      ELSE NULL
    END AS `size_score`,
    CASE
      WHEN `t8`.`growth_rate_value` IS NULL OR ISNAN(`t8`.`growth_rate_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`growth_rate_own`
    END AS `growth_rate_score`,
    CASE
      WHEN `t8`.`expansion_value` IS NULL OR ISNAN(`t8`.`expansion_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`expansion_own`
    END AS `expansion_score`,
    CASE
      WHEN `t8`.`nearness_value` IS NULL OR ISNAN(`t8`.`nearness_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`nearness_own`
    END AS `nearness_score`,
    CASE
      WHEN `t8`.`neighbours_value` IS NULL OR ISNAN(`t8`.`neighbours_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`neighbours_own`
    END AS `neighbours_score`,
    CASE
      WHEN `t8`.`policy_value` IS NULL OR ISNAN(`t8`.`policy_value`)
      THEN CAST(NULL AS DOUBLE)
      ELSE `t8`.`policy_own`
    END AS `policy_score`
  FROM (
    SELECT
      `t7`.`subject_id`,
      `t7`.`subject_name`,
      `t7`.`firms_here`,
      `t7`.`capital`,
      `t7`.`growth`,
      `t7`.`news_days`,
      `t7`.`distance_km`,
      `t7`.`neighbours_here`,
      `t7`.`encouraged`,
      `t7`.`capital_currency`,
      `t7`.`scale`,
      `t7`.`group`,
      `t7`.`uscc`,
      `t7`.`_set`,
      `t7`.`_out`,
      `t7`.`_t`,
      `t7`.`_veto`,
      `t7`.`_shield`,
      `t7`.`bonus`,
      `t7`.`deduction`,
      `t7`.`segment_gap_value`,
      `t7`.`size_value`,
      `t7`.`growth_rate_value`,
      `t7`.`expansion_value`,
      `t7`.`nearness_value`,
      `t7`.`neighbours_value`,
      `t7`.`policy_value`,
      `t7`.`_of__set`,
      IF(
        `t7`.`segment_gap_value` IS NOT NULL AND NOT ISNAN(`t7`.`segment_gap_value`),
        IF(
          `t7`.`segment_gap_value` > 0.0,
          IF(`t7`.`segment_gap_value` > 2.0, IF(`t7`.`segment_gap_value` > 5.0, 4.0, 10.0), 18.0),
          25.0
        ),
        CAST(NULL AS DOUBLE)
      ) AS `segment_gap_own`,
      CASE
        WHEN `t7`.`_set` = 0
        THEN IF(
          `t7`.`size_value` IS NOT NULL AND NOT ISNAN(`t7`.`size_value`),
          IF(
            8000.0 > `t7`.`size_value`,
            IF(
              1500.0 > `t7`.`size_value`,
              IF(500.0 > `t7`.`size_value`, IF(150.0 > `t7`.`size_value`, 2.0, 5.0), 8.0),
              12.0
            ),
            15.0
          ),
          CAST(NULL AS DOUBLE)
        )
        WHEN `t7`.`_set` = 1
        THEN IF(
          `t7`.`size_value` IS NOT NULL AND NOT ISNAN(`t7`.`size_value`),
          IF(
            50000.0 > `t7`.`size_value`,
            IF(
              10000.0 > `t7`.`size_value`,
              IF(3000.0 > `t7`.`size_value`, IF(1000.0 > `t7`.`size_value`, 2.0, 5.0), 8.0),
              12.0
            ),
            15.0
          ),
          CAST(NULL AS DOUBLE)
        )
        ELSE NULL
      END AS `size_own`,
      IF(
        `t7`.`growth_rate_value` IS NOT NULL AND NOT ISNAN(`t7`.`growth_rate_value`),
        IF(
          30.0 > `t7`.`growth_rate_value`,
          IF(
            15.0 > `t7`.`growth_rate_value`,
            IF(5.0 > `t7`.`growth_rate_value`, IF(0.0 > `t7`.`growth_rate_value`, 0.0, 4.0), 7.0),
            11.0
          ),
          15.0
        ),
        CAST(NULL AS DOUBLE)
      ) AS `growth_rate_own`,
      IF(
        `t7`.`expansion_value` IS NOT NULL AND NOT ISNAN(`t7`.`expansion_value`),
        IF(
          `t7`.`expansion_value` > 180.0,
          IF(`t7`.`expansion_value` > 365.0, IF(`t7`.`expansion_value` > 730.0, 2.0, 7.0), 14.0),
          20.0
        ),
        CAST(NULL AS DOUBLE)
      ) AS `expansion_own`,
      IF(
        `t7`.`nearness_value` IS NOT NULL AND NOT ISNAN(`t7`.`nearness_value`),
        IF(
          `t7`.`nearness_value` > 150.0,
          IF(`t7`.`nearness_value` > 400.0, IF(`t7`.`nearness_value` > 1200.0, 2.0, 4.0), 7.0),
          10.0
        ),
        CAST(NULL AS DOUBLE)
      ) AS `nearness_own`,
      IF(
        `t7`.`neighbours_value` IS NOT NULL AND NOT ISNAN(`t7`.`neighbours_value`),
        IF(
          5.0 > `t7`.`neighbours_value`,
          IF(2.0 > `t7`.`neighbours_value`, IF(1.0 > `t7`.`neighbours_value`, 0.0, 2.0), 4.0),
          5.0
        ),
        CAST(NULL AS DOUBLE)
      ) AS `neighbours_own`,
      IF(
        `t7`.`policy_value` IS NOT NULL AND NOT ISNAN(`t7`.`policy_value`),
        IF(1.0 > `t7`.`policy_value`, 4.0, 10.0),
        CAST(NULL AS DOUBLE)
      ) AS `policy_own`
    FROM (
      SELECT
        `t3`.`subject_id`,
        `t3`.`subject_name`,
        `t3`.`firms_here`,
        `t3`.`capital`,
        `t3`.`growth`,
        `t3`.`news_days`,
        `t3`.`distance_km`,
        `t3`.`neighbours_here`,
        `t3`.`encouraged`,
        `t3`.`capital_currency`,
        `t3`.`scale`,
        `t3`.`group`,
        `t3`.`uscc`,
        `t3`.`_set`,
        `t3`.`_out`,
        `t3`.`_t`,
        `t3`.`_veto`,
        `t3`.`_shield`,
        `t3`.`bonus`,
        `t3`.`deduction`,
        `t3`.`segment_gap_value`,
        `t3`.`size_value`,
        `t3`.`growth_rate_value`,
        `t3`.`expansion_value`,
        `t3`.`nearness_value`,
        `t3`.`neighbours_value`,
        `t3`.`policy_value`,
        `t6`.`_set` AS `_of__set`
      FROM `t1` AS `t3`
      LEFT OUTER JOIN (
        SELECT
          *
        FROM (
          SELECT
            `t2`.`_set`
          FROM `t1` AS `t2`
          GROUP BY
            1
        ) AS `t4`
      ) AS `t6`
        ON `t3`.`_set` = `t6`.`_set`
    ) AS `t7`
  ) AS `t8`
) AS `t9`
