WITH "t1" AS (
  SELECT
    "t0"."subject_id",
    "t0"."subject_name",
    "t0"."tax_paid",
    "t0"."land_area",
    "t0"."taxable_sales",
    "t0"."energy_tce",
    "t0"."scale",
    "t0"."utility",
    "t0"."production_on",
    COALESCE("t0"."county", '县区不明') AS "county",
    COALESCE("t0"."group", '未分组') AS "group",
    "t0"."uscc",
    CAST(CASE
      WHEN COALESCE(
        TRIM("t0"."scale", ' 	
') IN ('规下')
        AND (
          "t0"."land_area" < 3.0
        ),
        FALSE
      )
      THEN 1
      ELSE 0
    END AS INT) AS "_out",
    CAST(CASE
      WHEN COALESCE(COALESCE("t0"."utility" <> 0, FALSE), FALSE)
      THEN 1
      WHEN COALESCE("t0"."production_on" > MAKE_DATE(2022, 12, 31), FALSE)
      THEN 2
      ELSE 0
    END AS INT) AS "_t",
    0 AS "_set",
    0 AS "_veto",
    0 AS "_shield",
    0.0 AS "bonus",
    0.0 AS "deduction",
    CASE
      WHEN CASE
        WHEN ABS("t0"."land_area") < 1e+300
        THEN "t0"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN (
        CASE
          WHEN ABS("t0"."tax_paid") < 1e+300
          THEN "t0"."tax_paid"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / CASE
        WHEN ABS("t0"."land_area") < 1e+300
        THEN "t0"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_mu_value",
    CASE
      WHEN CASE
        WHEN ABS("t0"."land_area") < 1e+300
        THEN "t0"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN (
        CASE
          WHEN ABS("t0"."taxable_sales") < 1e+300
          THEN "t0"."taxable_sales"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / CASE
        WHEN ABS("t0"."land_area") < 1e+300
        THEN "t0"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "sales_per_mu_value",
    CASE
      WHEN CASE
        WHEN ABS("t0"."energy_tce") < 1e+300
        THEN "t0"."energy_tce"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN (
        CASE
          WHEN ABS("t0"."tax_paid") < 1e+300
          THEN "t0"."tax_paid"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / CASE
        WHEN ABS("t0"."energy_tce") < 1e+300
        THEN "t0"."energy_tce"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_energy_value"
  FROM "wide_table" AS "t0"
)
SELECT
  "t12"."subject_id",
  "t12"."subject_name",
  "t12"."tax_paid",
  "t12"."land_area",
  "t12"."taxable_sales",
  "t12"."energy_tce",
  "t12"."scale",
  "t12"."utility",
  "t12"."production_on",
  "t12"."county",
  "t12"."group",
  "t12"."uscc",
  "t12"."_out",
  "t12"."_t",
  "t12"."_set",
  "t12"."_veto",
  "t12"."_shield",
  "t12"."bonus",
  "t12"."deduction",
  "t12"."tax_per_mu_value",
  "t12"."sales_per_mu_value",
  "t12"."tax_per_energy_value",
  "t12"."_of_county",
  "t12"."_of_group",
  "t12"."tax_per_mu_b",
  "t12"."sales_per_mu_b",
  "t12"."tax_per_energy_b",
  "t12"."tax_per_mu_own",
  "t12"."sales_per_mu_own",
  "t12"."tax_per_energy_own",
  COALESCE("t12"."tax_per_mu_own", 0.0) AS "tax_per_mu_score",
  COALESCE("t12"."sales_per_mu_own", 0.0) AS "sales_per_mu_score",
  COALESCE("t12"."tax_per_energy_own", 0.0) AS "tax_per_energy_score",
  (
    COALESCE(COALESCE("t12"."tax_per_mu_own", 0.0), 0.0) + COALESCE(COALESCE("t12"."sales_per_mu_own", 0.0), 0.0) + COALESCE(COALESCE("t12"."tax_per_energy_own", 0.0), 0.0) + "t12"."bonus"
  ) - "t12"."deduction" AS "raw_total"
FROM (
  SELECT
    "t11"."subject_id",
    "t11"."subject_name",
    "t11"."tax_paid",
    "t11"."land_area",
    "t11"."taxable_sales",
    "t11"."energy_tce",
    "t11"."scale",
    "t11"."utility",
    "t11"."production_on",
    "t11"."county",
    "t11"."group",
    "t11"."uscc",
    "t11"."_out",
    "t11"."_t",
    "t11"."_set",
    "t11"."_veto",
    "t11"."_shield",
    "t11"."bonus",
    "t11"."deduction",
    "t11"."tax_per_mu_value",
    "t11"."sales_per_mu_value",
    "t11"."tax_per_energy_value",
    "t11"."_of_county",
    "t11"."_of_group",
    "t11"."tax_per_mu_b",
    "t11"."sales_per_mu_b",
    "t11"."tax_per_energy_b",
    CASE
      WHEN "t11"."tax_per_mu_value" IS NOT NULL
      THEN CASE
        WHEN "t11"."tax_per_mu_b" > 0.0
        THEN 45.0 * (
          "t11"."tax_per_mu_value" / "t11"."tax_per_mu_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_mu_own",
    CASE
      WHEN "t11"."sales_per_mu_value" IS NOT NULL
      THEN CASE
        WHEN "t11"."sales_per_mu_b" > 0.0
        THEN 35.0 * (
          "t11"."sales_per_mu_value" / "t11"."sales_per_mu_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "sales_per_mu_own",
    CASE
      WHEN "t11"."tax_per_energy_value" IS NOT NULL
      THEN CASE
        WHEN "t11"."tax_per_energy_b" > 0.0
        THEN 20.0 * (
          "t11"."tax_per_energy_value" / "t11"."tax_per_energy_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_energy_own"
  FROM (
    SELECT
      "t3"."subject_id",
      "t3"."subject_name",
      "t3"."tax_paid",
      "t3"."land_area",
      "t3"."taxable_sales",
      "t3"."energy_tce",
      "t3"."scale",
      "t3"."utility",
      "t3"."production_on",
      "t3"."county",
      "t3"."group",
      "t3"."uscc",
      "t3"."_out",
      "t3"."_t",
      "t3"."_set",
      "t3"."_veto",
      "t3"."_shield",
      "t3"."bonus",
      "t3"."deduction",
      "t3"."tax_per_mu_value",
      "t3"."sales_per_mu_value",
      "t3"."tax_per_energy_value",
      "t10"."county" AS "_of_county",
      "t10"."group" AS "_of_group",
      "t10"."tax_per_mu_b",
      "t10"."sales_per_mu_b",
      "t10"."tax_per_energy_b"
    FROM "t1" AS "t3"
    LEFT OUTER JOIN (
      SELECT
        "t8"."county",
        "t8"."group",
        CASE
          WHEN "t8"."tax_per_mu_n" > 0.0
          THEN 2.0 * (
            "t8"."tax_per_mu_sum" / "t8"."tax_per_mu_n"
          )
          ELSE 0.0
        END AS "tax_per_mu_b",
        CASE
          WHEN "t8"."sales_per_mu_n" > 0.0
          THEN 2.0 * (
            "t8"."sales_per_mu_sum" / "t8"."sales_per_mu_n"
          )
          ELSE 0.0
        END AS "sales_per_mu_b",
        CASE
          WHEN "t8"."tax_per_energy_n" > 0.0
          THEN 2.0 * (
            "t8"."tax_per_energy_sum" / "t8"."tax_per_energy_n"
          )
          ELSE 0.0
        END AS "tax_per_energy_b"
      FROM (
        SELECT
          "t5"."county",
          "t5"."group",
          "t7"."tax_per_mu_n",
          "t7"."tax_per_mu_top",
          "t7"."tax_per_mu_sum",
          "t7"."tax_per_mu_abs",
          "t7"."sales_per_mu_n",
          "t7"."sales_per_mu_top",
          "t7"."sales_per_mu_sum",
          "t7"."sales_per_mu_abs",
          "t7"."tax_per_energy_n",
          "t7"."tax_per_energy_top",
          "t7"."tax_per_energy_sum",
          "t7"."tax_per_energy_abs"
        FROM (
          SELECT
            "t2"."county",
            "t2"."group"
          FROM "t1" AS "t2"
          GROUP BY
            1,
            2
        ) AS "t5"
        LEFT OUTER JOIN (
          SELECT
            "t2"."county",
            "t2"."group",
            COUNT("t2"."tax_per_mu_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_mu_n",
            MAX(ABS("t2"."tax_per_mu_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_mu_top",
            SUM("t2"."tax_per_mu_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_mu_sum",
            SUM(ABS("t2"."tax_per_mu_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_mu_abs",
            COUNT("t2"."sales_per_mu_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "sales_per_mu_n",
            MAX(ABS("t2"."sales_per_mu_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "sales_per_mu_top",
            SUM("t2"."sales_per_mu_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "sales_per_mu_sum",
            SUM(ABS("t2"."sales_per_mu_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "sales_per_mu_abs",
            COUNT("t2"."tax_per_energy_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_energy_n",
            MAX(ABS("t2"."tax_per_energy_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_energy_top",
            SUM("t2"."tax_per_energy_value") FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_energy_sum",
            SUM(ABS("t2"."tax_per_energy_value")) FILTER(WHERE
              (
                "t2"."_out" = 0
              ) AND (
                "t2"."_t" = 0
              )) AS "tax_per_energy_abs"
          FROM "t1" AS "t2"
          GROUP BY
            1,
            2
        ) AS "t7"
          ON "t5"."county" = "t7"."county" AND "t5"."group" = "t7"."group"
      ) AS "t8"
    ) AS "t10"
      ON "t3"."county" = "t10"."county" AND "t3"."group" = "t10"."group"
  ) AS "t11"
) AS "t12"
