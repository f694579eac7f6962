WITH "t1" AS (
  SELECT
    "t0"."subject_id",
    "t0"."subject_name",
    "t0"."tax_paid",
    "t0"."land_area",
    "t0"."taxable_sales",
    "t0"."energy_tce",
    "t0"."rd_expense",
    COALESCE("t0"."group", '未分组') AS "group",
    "t0"."scale",
    "t0"."uscc",
    CAST(CASE WHEN COALESCE("t0"."land_area" < 3.0, FALSE) THEN 1 ELSE 0 END AS INT) AS "_out",
    0 AS "_set",
    0 AS "_t",
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
    END AS "tax_per_energy_value",
    CASE
      WHEN CASE
        WHEN ABS("t0"."taxable_sales") < 1e+300
        THEN "t0"."taxable_sales"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN CASE
        WHEN ABS("t0"."rd_expense") < 1e+300
        THEN "t0"."rd_expense"
        ELSE CAST(NULL AS DOUBLE)
      END / CASE
        WHEN ABS("t0"."taxable_sales") < 1e+300
        THEN "t0"."taxable_sales"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "rd_intensity_value"
  FROM "wide_table" AS "t0"
)
SELECT
  "t8"."subject_id",
  "t8"."subject_name",
  "t8"."tax_paid",
  "t8"."land_area",
  "t8"."taxable_sales",
  "t8"."energy_tce",
  "t8"."rd_expense",
  "t8"."group",
  "t8"."scale",
  "t8"."uscc",
  "t8"."_out",
  "t8"."_set",
  "t8"."_t",
  "t8"."_veto",
  "t8"."_shield",
  "t8"."bonus",
  "t8"."deduction",
  "t8"."tax_per_mu_value",
  "t8"."sales_per_mu_value",
  "t8"."tax_per_energy_value",
  "t8"."rd_intensity_value",
  "t8"."_of_group",
  "t8"."tax_per_mu_b",
  "t8"."sales_per_mu_b",
  "t8"."tax_per_energy_b",
  "t8"."rd_intensity_b",
  "t8"."tax_per_mu_own",
  "t8"."sales_per_mu_own",
  "t8"."tax_per_energy_own",
  "t8"."rd_intensity_own",
  COALESCE("t8"."tax_per_mu_own", 0.0) AS "tax_per_mu_score",
  COALESCE("t8"."sales_per_mu_own", 0.0) AS "sales_per_mu_score",
  COALESCE("t8"."tax_per_energy_own", 0.0) AS "tax_per_energy_score",
  COALESCE("t8"."rd_intensity_own", 0.0) AS "rd_intensity_score",
  (
    COALESCE(COALESCE("t8"."tax_per_mu_own", 0.0), 0.0) + COALESCE(COALESCE("t8"."sales_per_mu_own", 0.0), 0.0) + COALESCE(COALESCE("t8"."tax_per_energy_own", 0.0), 0.0) + COALESCE(COALESCE("t8"."rd_intensity_own", 0.0), 0.0) + "t8"."bonus"
  ) - "t8"."deduction" AS "raw_total"
FROM (
  SELECT
    "t7"."subject_id",
    "t7"."subject_name",
    "t7"."tax_paid",
    "t7"."land_area",
    "t7"."taxable_sales",
    "t7"."energy_tce",
    "t7"."rd_expense",
    "t7"."group",
    "t7"."scale",
    "t7"."uscc",
    "t7"."_out",
    "t7"."_set",
    "t7"."_t",
    "t7"."_veto",
    "t7"."_shield",
    "t7"."bonus",
    "t7"."deduction",
    "t7"."tax_per_mu_value",
    "t7"."sales_per_mu_value",
    "t7"."tax_per_energy_value",
    "t7"."rd_intensity_value",
    "t7"."_of_group",
    "t7"."tax_per_mu_b",
    "t7"."sales_per_mu_b",
    "t7"."tax_per_energy_b",
    "t7"."rd_intensity_b",
    CASE
      WHEN "t7"."tax_per_mu_value" IS NOT NULL
      THEN CASE
        WHEN "t7"."tax_per_mu_b" > 0.0
        THEN 40.0 * (
          "t7"."tax_per_mu_value" / "t7"."tax_per_mu_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_mu_own",
    CASE
      WHEN "t7"."sales_per_mu_value" IS NOT NULL
      THEN CASE
        WHEN "t7"."sales_per_mu_b" > 0.0
        THEN 25.0 * (
          "t7"."sales_per_mu_value" / "t7"."sales_per_mu_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "sales_per_mu_own",
    CASE
      WHEN "t7"."tax_per_energy_value" IS NOT NULL
      THEN CASE
        WHEN "t7"."tax_per_energy_b" > 0.0
        THEN 20.0 * (
          "t7"."tax_per_energy_value" / "t7"."tax_per_energy_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_energy_own",
    CASE
      WHEN "t7"."rd_intensity_value" IS NOT NULL
      THEN CASE
        WHEN "t7"."rd_intensity_b" > 0.0
        THEN 15.0 * (
          "t7"."rd_intensity_value" / "t7"."rd_intensity_b"
        )
        ELSE 0.0
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "rd_intensity_own"
  FROM (
    SELECT
      "t3"."subject_id",
      "t3"."subject_name",
      "t3"."tax_paid",
      "t3"."land_area",
      "t3"."taxable_sales",
      "t3"."energy_tce",
      "t3"."rd_expense",
      "t3"."group",
      "t3"."scale",
      "t3"."uscc",
      "t3"."_out",
      "t3"."_set",
      "t3"."_t",
      "t3"."_veto",
      "t3"."_shield",
      "t3"."bonus",
      "t3"."deduction",
      "t3"."tax_per_mu_value",
      "t3"."sales_per_mu_value",
      "t3"."tax_per_energy_value",
      "t3"."rd_intensity_value",
      "t6"."group" AS "_of_group",
      "t6"."tax_per_mu_b",
      "t6"."sales_per_mu_b",
      "t6"."tax_per_energy_b",
      "t6"."rd_intensity_b"
    FROM "t1" AS "t3"
    LEFT OUTER JOIN (
      SELECT
        "t4"."group",
        CASE
          WHEN "t4"."tax_per_mu_n" > 0.0
          THEN 2.0 * (
            "t4"."tax_per_mu_sum" / "t4"."tax_per_mu_n"
          )
          ELSE 0.0
        END AS "tax_per_mu_b",
        CASE
          WHEN "t4"."sales_per_mu_n" > 0.0
          THEN 2.0 * (
            "t4"."sales_per_mu_sum" / "t4"."sales_per_mu_n"
          )
          ELSE 0.0
        END AS "sales_per_mu_b",
        CASE
          WHEN "t4"."tax_per_energy_n" > 0.0
          THEN 2.0 * (
            "t4"."tax_per_energy_sum" / "t4"."tax_per_energy_n"
          )
          ELSE 0.0
        END AS "tax_per_energy_b",
        CASE
          WHEN "t4"."rd_intensity_n" > 0.0
          THEN 2.0 * (
            "t4"."rd_intensity_sum" / "t4"."rd_intensity_n"
          )
          ELSE 0.0
        END AS "rd_intensity_b"
      FROM (
        SELECT
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
            )) AS "tax_per_energy_abs",
          COUNT("t2"."rd_intensity_value") FILTER(WHERE
            (
              "t2"."_out" = 0
            ) AND (
              "t2"."_t" = 0
            )) AS "rd_intensity_n",
          MAX(ABS("t2"."rd_intensity_value")) FILTER(WHERE
            (
              "t2"."_out" = 0
            ) AND (
              "t2"."_t" = 0
            )) AS "rd_intensity_top",
          SUM("t2"."rd_intensity_value") FILTER(WHERE
            (
              "t2"."_out" = 0
            ) AND (
              "t2"."_t" = 0
            )) AS "rd_intensity_sum",
          SUM(ABS("t2"."rd_intensity_value")) FILTER(WHERE
            (
              "t2"."_out" = 0
            ) AND (
              "t2"."_t" = 0
            )) AS "rd_intensity_abs"
        FROM "t1" AS "t2"
        GROUP BY
          1
      ) AS "t4"
    ) AS "t6"
      ON "t3"."group" = "t6"."group"
  ) AS "t7"
) AS "t8"
