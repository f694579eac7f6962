WITH "t2" AS (
  SELECT
    "t1"."subject_id",
    "t1"."subject_name",
    "t1"."tax_paid",
    "t1"."land_area",
    "t1"."taxable_sales",
    "t1"."energy_tce",
    "t1"."electricity",
    "t1"."value_added",
    "t1"."employees",
    "t1"."rd_expense",
    "t1"."scale",
    "t1"."utility",
    "t1"."production_on",
    "t1"."list_safety_accident",
    "t1"."list_environment_violation",
    "t1"."list_high_tech",
    "t1"."list_specialised",
    "t1"."group",
    "t1"."uscc",
    "t1"."_set",
    "t1"."_out",
    "t1"."_t",
    "t1"."_veto",
    "t1"."bonus",
    "t1"."_bonus_held",
    "t1"."_shield",
    "t1"."deduction",
    CASE
      WHEN CASE
        WHEN ABS("t1"."land_area") < 1e+300
        THEN "t1"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN (
        CASE
          WHEN ABS("t1"."tax_paid") < 1e+300
          THEN "t1"."tax_paid"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / CASE
        WHEN ABS("t1"."land_area") < 1e+300
        THEN "t1"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_mu_value",
    CASE
      WHEN CASE
        WHEN ABS("t1"."land_area") < 1e+300
        THEN "t1"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END > 0
      THEN (
        CASE
          WHEN ABS("t1"."taxable_sales") < 1e+300
          THEN "t1"."taxable_sales"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / CASE
        WHEN ABS("t1"."land_area") < 1e+300
        THEN "t1"."land_area"
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE CAST(NULL AS DOUBLE)
    END AS "sales_per_mu_value",
    CASE
      WHEN "t1"."_set" = 0
      THEN CASE
        WHEN CASE
          WHEN ABS("t1"."energy_tce") < 1e+300
          THEN "t1"."energy_tce"
          ELSE CAST(NULL AS DOUBLE)
        END > 0
        THEN (
          CASE
            WHEN ABS("t1"."tax_paid") < 1e+300
            THEN "t1"."tax_paid"
            ELSE CAST(NULL AS DOUBLE)
          END / 10000.0
        ) / CASE
          WHEN ABS("t1"."energy_tce") < 1e+300
          THEN "t1"."energy_tce"
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE NULL
    END AS "tax_per_energy_value",
    CASE
      WHEN (
        CASE
          WHEN ABS("t1"."electricity") < 1e+300
          THEN "t1"."electricity"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) > 0
      THEN (
        CASE
          WHEN ABS("t1"."tax_paid") < 1e+300
          THEN "t1"."tax_paid"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      ) / (
        CASE
          WHEN ABS("t1"."electricity") < 1e+300
          THEN "t1"."electricity"
          ELSE CAST(NULL AS DOUBLE)
        END / 10000.0
      )
      ELSE CAST(NULL AS DOUBLE)
    END AS "tax_per_electricity_value",
    CASE
      WHEN "t1"."_set" = 0
      THEN CASE
        WHEN CASE
          WHEN ABS("t1"."employees") < 1e+300
          THEN "t1"."employees"
          ELSE CAST(NULL AS DOUBLE)
        END > 0
        THEN (
          CASE
            WHEN ABS("t1"."value_added") < 1e+300
            THEN "t1"."value_added"
            ELSE CAST(NULL AS DOUBLE)
          END / 10000.0
        ) / CASE
          WHEN ABS("t1"."employees") < 1e+300
          THEN "t1"."employees"
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE NULL
    END AS "productivity_value",
    CASE
      WHEN "t1"."_set" = 0
      THEN CASE
        WHEN CASE
          WHEN ABS("t1"."taxable_sales") < 1e+300
          THEN "t1"."taxable_sales"
          ELSE CAST(NULL AS DOUBLE)
        END > 0
        THEN CASE
          WHEN ABS("t1"."rd_expense") < 1e+300
          THEN "t1"."rd_expense"
          ELSE CAST(NULL AS DOUBLE)
        END / CASE
          WHEN ABS("t1"."taxable_sales") < 1e+300
          THEN "t1"."taxable_sales"
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE CAST(NULL AS DOUBLE)
      END
      ELSE NULL
    END AS "rd_intensity_value"
  FROM (
    SELECT
      "t0"."subject_id",
      "t0"."subject_name",
      "t0"."tax_paid",
      "t0"."land_area",
      "t0"."taxable_sales",
      "t0"."energy_tce",
      "t0"."electricity",
      "t0"."value_added",
      "t0"."employees",
      "t0"."rd_expense",
      "t0"."scale",
      "t0"."utility",
      "t0"."production_on",
      "t0"."list_safety_accident",
      "t0"."list_environment_violation",
      "t0"."list_high_tech",
      "t0"."list_specialised",
      COALESCE("t0"."group", '未分组') AS "group",
      "t0"."uscc",
      CASE
        WHEN CAST(CASE
          WHEN COALESCE(TRIM("t0"."scale", ' 	
') IN ('规上'), FALSE)
          THEN 0
          WHEN COALESCE(TRIM("t0"."scale", ' 	
') IN ('规下'), FALSE)
          THEN 1
          ELSE -1
        END AS INT) < 0
        THEN 0
        ELSE CAST(CASE
          WHEN COALESCE(TRIM("t0"."scale", ' 	
') IN ('规上'), FALSE)
          THEN 0
          WHEN COALESCE(TRIM("t0"."scale", ' 	
') IN ('规下'), FALSE)
          THEN 1
          ELSE -1
        END AS INT)
      END AS "_set",
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
      CAST(CASE
        WHEN COALESCE(COALESCE("t0"."list_safety_accident" <> 0, FALSE), FALSE)
        THEN 1
        ELSE 0
      END + CASE
        WHEN COALESCE(COALESCE("t0"."list_environment_violation" <> 0, FALSE), FALSE)
        THEN 2
        ELSE 0
      END AS INT) AS "_veto",
      CASE
        WHEN CASE
          WHEN (
            CASE
              WHEN COALESCE(COALESCE("t0"."list_high_tech" <> 0, FALSE), FALSE)
              THEN 2.0
              ELSE 0.0
            END + CASE
              WHEN COALESCE(COALESCE("t0"."list_specialised" <> 0, FALSE), FALSE)
              THEN 2.0
              ELSE 0.0
            END
          ) > 3.0
          THEN 3.0
          ELSE CASE
            WHEN COALESCE(COALESCE("t0"."list_high_tech" <> 0, FALSE), FALSE)
            THEN 2.0
            ELSE 0.0
          END + CASE
            WHEN COALESCE(COALESCE("t0"."list_specialised" <> 0, FALSE), FALSE)
            THEN 2.0
            ELSE 0.0
          END
        END > 5.0
        THEN 5.0
        ELSE CASE
          WHEN (
            CASE
              WHEN COALESCE(COALESCE("t0"."list_high_tech" <> 0, FALSE), FALSE)
              THEN 2.0
              ELSE 0.0
            END + CASE
              WHEN COALESCE(COALESCE("t0"."list_specialised" <> 0, FALSE), FALSE)
              THEN 2.0
              ELSE 0.0
            END
          ) > 3.0
          THEN 3.0
          ELSE CASE
            WHEN COALESCE(COALESCE("t0"."list_high_tech" <> 0, FALSE), FALSE)
            THEN 2.0
            ELSE 0.0
          END + CASE
            WHEN COALESCE(COALESCE("t0"."list_specialised" <> 0, FALSE), FALSE)
            THEN 2.0
            ELSE 0.0
          END
        END
      END AS "bonus",
      CAST(CASE
        WHEN COALESCE(COALESCE("t0"."list_high_tech" <> 0, FALSE), FALSE)
        THEN 1
        ELSE 0
      END + CASE
        WHEN COALESCE(COALESCE("t0"."list_specialised" <> 0, FALSE), FALSE)
        THEN 2
        ELSE 0
      END AS INT) AS "_bonus_held",
      0 AS "_shield",
      0.0 AS "deduction"
    FROM "wide_table" AS "t0"
  ) AS "t1"
)
SELECT
  "t10"."subject_id",
  "t10"."subject_name",
  "t10"."tax_paid",
  "t10"."land_area",
  "t10"."taxable_sales",
  "t10"."energy_tce",
  "t10"."electricity",
  "t10"."value_added",
  "t10"."employees",
  "t10"."rd_expense",
  "t10"."scale",
  "t10"."utility",
  "t10"."production_on",
  "t10"."list_safety_accident",
  "t10"."list_environment_violation",
  "t10"."list_high_tech",
  "t10"."list_specialised",
  "t10"."group",
  "t10"."uscc",
  "t10"."_set",
  "t10"."_out",
  "t10"."_t",
  "t10"."_veto",
  "t10"."bonus",
  "t10"."_bonus_held",
  "t10"."_shield",
  "t10"."deduction",
  "t10"."tax_per_mu_value",
  "t10"."sales_per_mu_value",
  "t10"."tax_per_energy_value",
  "t10"."tax_per_electricity_value",
  "t10"."productivity_value",
  "t10"."rd_intensity_value",
  "t10"."_of__set",
  "t10"."_of_group",
  "t10"."tax_per_mu_b",
  "t10"."sales_per_mu_b",
  "t10"."tax_per_energy_b",
  "t10"."tax_per_electricity_b",
  "t10"."productivity_b",
  "t10"."rd_intensity_b",
  "t10"."tax_per_mu_own",
  "t10"."sales_per_mu_own",
  "t10"."tax_per_energy_own",
  "t10"."tax_per_electricity_own",
  "t10"."productivity_own",
  "t10"."rd_intensity_own",
  "t10"."tax_per_mu_score",
  "t10"."sales_per_mu_score",
  "t10"."tax_per_energy_score",
  "t10"."tax_per_electricity_score",
  "t10"."productivity_score",
  "t10"."rd_intensity_score",
  (
    COALESCE("t10"."tax_per_mu_score", 0.0) + COALESCE("t10"."sales_per_mu_score", 0.0) + COALESCE("t10"."tax_per_energy_score", 0.0) + COALESCE("t10"."tax_per_electricity_score", 0.0) + COALESCE("t10"."productivity_score", 0.0) + COALESCE("t10"."rd_intensity_score", 0.0) + "t10"."bonus"
  ) - "t10"."deduction" AS "raw_total"
FROM (
  SELECT
    "t9"."subject_id",
    "t9"."subject_name",
    "t9"."tax_paid",
    "t9"."land_area",
    "t9"."taxable_sales",
    "t9"."energy_tce",
    "t9"."electricity",
    "t9"."value_added",
    "t9"."employees",
    "t9"."rd_expense",
    "t9"."scale",
    "t9"."utility",
    "t9"."production_on",
    "t9"."list_safety_accident",
    "t9"."list_environment_violation",
    "t9"."list_high_tech",
    "t9"."list_specialised",
    "t9"."group",
    "t9"."uscc",
    "t9"."_set",
    "t9"."_out",
    "t9"."_t",
    "t9"."_veto",
    "t9"."bonus",
    "t9"."_bonus_held",
    "t9"."_shield",
    "t9"."deduction",
    "t9"."tax_per_mu_value",
    "t9"."sales_per_mu_value",
    "t9"."tax_per_energy_value",
    "t9"."tax_per_electricity_value",
    "t9"."productivity_value",
    "t9"."rd_intensity_value",
    "t9"."_of__set",
    "t9"."_of_group",
    "t9"."tax_per_mu_b",
    "t9"."sales_per_mu_b",
    "t9"."tax_per_energy_b",
    "t9"."tax_per_electricity_b",
    "t9"."productivity_b",
    "t9"."rd_intensity_b",
    "t9"."tax_per_mu_own",
    "t9"."sales_per_mu_own",
    "t9"."tax_per_energy_own",
    "t9"."tax_per_electricity_own",
    "t9"."productivity_own",
    "t9"."rd_intensity_own",
    CASE
      WHEN "t9"."_set" = 0
      THEN COALESCE("t9"."tax_per_mu_own", 0.0)
      WHEN "t9"."_set" = 1
      THEN COALESCE("t9"."tax_per_mu_own", 0.0)
      ELSE NULL
    END AS "tax_per_mu_score",
    CASE
      WHEN "t9"."_set" = 0
      THEN COALESCE("t9"."sales_per_mu_own", 0.0)
      WHEN "t9"."_set" = 1
      THEN COALESCE("t9"."sales_per_mu_own", 0.0)
      ELSE NULL
    END AS "sales_per_mu_score",
    CASE
      WHEN "t9"."_set" = 0
      THEN COALESCE("t9"."tax_per_energy_own", 0.0)
      ELSE NULL
    END AS "tax_per_energy_score",
    CASE
      WHEN "t9"."_set" = 0
      THEN COALESCE("t9"."tax_per_electricity_own", 0.0)
      WHEN "t9"."_set" = 1
      THEN COALESCE("t9"."tax_per_electricity_own", 0.0)
      ELSE NULL
    END AS "tax_per_electricity_score",
    CASE WHEN "t9"."_set" = 0 THEN COALESCE("t9"."productivity_own", 0.0) ELSE NULL END AS "productivity_score",
    CASE WHEN "t9"."_set" = 0 THEN COALESCE("t9"."rd_intensity_own", 0.0) ELSE NULL END AS "rd_intensity_score"
  FROM (
    SELECT
      "t8"."subject_id",
      "t8"."subject_name",
      "t8"."tax_paid",
      "t8"."land_area",
      "t8"."taxable_sales",
      "t8"."energy_tce",
      "t8"."electricity",
      "t8"."value_added",
      "t8"."employees",
      "t8"."rd_expense",
      "t8"."scale",
      "t8"."utility",
      "t8"."production_on",
      "t8"."list_safety_accident",
      "t8"."list_environment_violation",
      "t8"."list_high_tech",
      "t8"."list_specialised",
      "t8"."group",
      "t8"."uscc",
      "t8"."_set",
      "t8"."_out",
      "t8"."_t",
      "t8"."_veto",
      "t8"."bonus",
      "t8"."_bonus_held",
      "t8"."_shield",
      "t8"."deduction",
      "t8"."tax_per_mu_value",
      "t8"."sales_per_mu_value",
      "t8"."tax_per_energy_value",
      "t8"."tax_per_electricity_value",
      "t8"."productivity_value",
      "t8"."rd_intensity_value",
      "t8"."_of__set",
      "t8"."_of_group",
      "t8"."tax_per_mu_b",
      "t8"."sales_per_mu_b",
      "t8"."tax_per_energy_b",
      "t8"."tax_per_electricity_b",
      "t8"."productivity_b",
      "t8"."rd_intensity_b",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."tax_per_mu_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 40.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END > 60.0
              THEN 60.0
              ELSE CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 40.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 40.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END > 60.0
              THEN 60.0
              ELSE CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 40.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        WHEN "t8"."_set" = 1
        THEN CASE
          WHEN "t8"."tax_per_mu_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 50.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END > 75.0
              THEN 75.0
              ELSE CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 50.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 50.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END > 75.0
              THEN 75.0
              ELSE CASE
                WHEN "t8"."tax_per_mu_b" > 0.0
                THEN 50.0 * (
                  "t8"."tax_per_mu_value" / "t8"."tax_per_mu_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "tax_per_mu_own",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."sales_per_mu_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 20.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END > 30.0
              THEN 30.0
              ELSE CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 20.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 20.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END > 30.0
              THEN 30.0
              ELSE CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 20.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        WHEN "t8"."_set" = 1
        THEN CASE
          WHEN "t8"."sales_per_mu_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 30.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END > 45.0
              THEN 45.0
              ELSE CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 30.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 30.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END > 45.0
              THEN 45.0
              ELSE CASE
                WHEN "t8"."sales_per_mu_b" > 0.0
                THEN 30.0 * (
                  "t8"."sales_per_mu_value" / "t8"."sales_per_mu_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "sales_per_mu_own",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."tax_per_energy_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."tax_per_energy_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_energy_value" / "t8"."tax_per_energy_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."tax_per_energy_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_energy_value" / "t8"."tax_per_energy_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."tax_per_energy_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_energy_value" / "t8"."tax_per_energy_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."tax_per_energy_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_energy_value" / "t8"."tax_per_energy_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "tax_per_energy_own",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."tax_per_electricity_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 10.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        WHEN "t8"."_set" = 1
        THEN CASE
          WHEN "t8"."tax_per_electricity_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 20.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END > 30.0
              THEN 30.0
              ELSE CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 20.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 20.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END > 30.0
              THEN 30.0
              ELSE CASE
                WHEN "t8"."tax_per_electricity_b" > 0.0
                THEN 20.0 * (
                  "t8"."tax_per_electricity_value" / "t8"."tax_per_electricity_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "tax_per_electricity_own",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."productivity_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."productivity_b" > 0.0
                THEN 10.0 * (
                  "t8"."productivity_value" / "t8"."productivity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."productivity_b" > 0.0
                THEN 10.0 * (
                  "t8"."productivity_value" / "t8"."productivity_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."productivity_b" > 0.0
                THEN 10.0 * (
                  "t8"."productivity_value" / "t8"."productivity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."productivity_b" > 0.0
                THEN 10.0 * (
                  "t8"."productivity_value" / "t8"."productivity_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "productivity_own",
      CASE
        WHEN "t8"."_set" = 0
        THEN CASE
          WHEN "t8"."rd_intensity_value" IS NOT NULL
          THEN CASE
            WHEN 0.0 > CASE
              WHEN CASE
                WHEN "t8"."rd_intensity_b" > 0.0
                THEN 10.0 * (
                  "t8"."rd_intensity_value" / "t8"."rd_intensity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."rd_intensity_b" > 0.0
                THEN 10.0 * (
                  "t8"."rd_intensity_value" / "t8"."rd_intensity_b"
                )
                ELSE 0.0
              END
            END
            THEN 0.0
            ELSE CASE
              WHEN CASE
                WHEN "t8"."rd_intensity_b" > 0.0
                THEN 10.0 * (
                  "t8"."rd_intensity_value" / "t8"."rd_intensity_b"
                )
                ELSE 0.0
              END > 15.0
              THEN 15.0
              ELSE CASE
                WHEN "t8"."rd_intensity_b" > 0.0
                THEN 10.0 * (
                  "t8"."rd_intensity_value" / "t8"."rd_intensity_b"
                )
                ELSE 0.0
              END
            END
          END
          ELSE CAST(NULL AS DOUBLE)
        END
        ELSE NULL
      END AS "rd_intensity_own"
    FROM (
      SELECT
        "t4"."subject_id",
        "t4"."subject_name",
        "t4"."tax_paid",
        "t4"."land_area",
        "t4"."taxable_sales",
        "t4"."energy_tce",
        "t4"."electricity",
        "t4"."value_added",
        "t4"."employees",
        "t4"."rd_expense",
        "t4"."scale",
        "t4"."utility",
        "t4"."production_on",
        "t4"."list_safety_accident",
        "t4"."list_environment_violation",
        "t4"."list_high_tech",
        "t4"."list_specialised",
        "t4"."group",
        "t4"."uscc",
        "t4"."_set",
        "t4"."_out",
        "t4"."_t",
        "t4"."_veto",
        "t4"."bonus",
        "t4"."_bonus_held",
        "t4"."_shield",
        "t4"."deduction",
        "t4"."tax_per_mu_value",
        "t4"."sales_per_mu_value",
        "t4"."tax_per_energy_value",
        "t4"."tax_per_electricity_value",
        "t4"."productivity_value",
        "t4"."rd_intensity_value",
        "t7"."_set" AS "_of__set",
        "t7"."group" AS "_of_group",
        "t7"."tax_per_mu_b",
        "t7"."sales_per_mu_b",
        "t7"."tax_per_energy_b",
        "t7"."tax_per_electricity_b",
        "t7"."productivity_b",
        "t7"."rd_intensity_b"
      FROM "t2" AS "t4"
      LEFT OUTER JOIN (
        SELECT
          "t5"."_set",
          "t5"."group",
          CASE
            WHEN "t5"."tax_per_mu_n" > 0.0
            THEN 2.0 * (
              "t5"."tax_per_mu_sum" / "t5"."tax_per_mu_n"
            )
            ELSE 0.0
          END AS "tax_per_mu_b",
          CASE
            WHEN "t5"."sales_per_mu_n" > 0.0
            THEN 2.0 * (
              "t5"."sales_per_mu_sum" / "t5"."sales_per_mu_n"
            )
            ELSE 0.0
          END AS "sales_per_mu_b",
          CASE
            WHEN "t5"."_set" = 0
            THEN CASE
              WHEN "t5"."tax_per_energy_n" > 0.0
              THEN 2.0 * (
                "t5"."tax_per_energy_sum" / "t5"."tax_per_energy_n"
              )
              ELSE 0.0
            END
            ELSE NULL
          END AS "tax_per_energy_b",
          CASE
            WHEN "t5"."tax_per_electricity_n" > 0.0
            THEN 2.0 * (
              "t5"."tax_per_electricity_sum" / "t5"."tax_per_electricity_n"
            )
            ELSE 0.0
          END AS "tax_per_electricity_b",
          CASE
            WHEN "t5"."_set" = 0
            THEN CASE
              WHEN "t5"."productivity_n" > 0.0
              THEN 2.0 * (
                "t5"."productivity_sum" / "t5"."productivity_n"
              )
              ELSE 0.0
            END
            ELSE NULL
          END AS "productivity_b",
          CASE
            WHEN "t5"."_set" = 0
            THEN CASE
              WHEN "t5"."rd_intensity_n" > 0.0
              THEN 2.0 * (
                "t5"."rd_intensity_sum" / "t5"."rd_intensity_n"
              )
              ELSE 0.0
            END
            ELSE NULL
          END AS "rd_intensity_b"
        FROM (
          SELECT
            "t3"."_set",
            "t3"."group",
            COUNT("t3"."tax_per_mu_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_mu_n",
            MAX(ABS("t3"."tax_per_mu_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_mu_top",
            SUM("t3"."tax_per_mu_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_mu_sum",
            SUM(ABS("t3"."tax_per_mu_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_mu_abs",
            COUNT("t3"."sales_per_mu_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "sales_per_mu_n",
            MAX(ABS("t3"."sales_per_mu_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "sales_per_mu_top",
            SUM("t3"."sales_per_mu_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "sales_per_mu_sum",
            SUM(ABS("t3"."sales_per_mu_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "sales_per_mu_abs",
            COUNT("t3"."tax_per_energy_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_energy_n",
            MAX(ABS("t3"."tax_per_energy_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_energy_top",
            SUM("t3"."tax_per_energy_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_energy_sum",
            SUM(ABS("t3"."tax_per_energy_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_energy_abs",
            COUNT("t3"."tax_per_electricity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_electricity_n",
            MAX(ABS("t3"."tax_per_electricity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_electricity_top",
            SUM("t3"."tax_per_electricity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_electricity_sum",
            SUM(ABS("t3"."tax_per_electricity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "tax_per_electricity_abs",
            COUNT("t3"."productivity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "productivity_n",
            MAX(ABS("t3"."productivity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "productivity_top",
            SUM("t3"."productivity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "productivity_sum",
            SUM(ABS("t3"."productivity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "productivity_abs",
            COUNT("t3"."rd_intensity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "rd_intensity_n",
            MAX(ABS("t3"."rd_intensity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "rd_intensity_top",
            SUM("t3"."rd_intensity_value") FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "rd_intensity_sum",
            SUM(ABS("t3"."rd_intensity_value")) FILTER(WHERE
              (
                "t3"."_out" = 0
              ) AND (
                "t3"."_t" = 0
              )) AS "rd_intensity_abs"
          FROM "t2" AS "t3"
          GROUP BY
            1,
            2
        ) AS "t5"
      ) AS "t7"
        ON "t4"."_set" = "t7"."_set" AND "t4"."group" = "t7"."group"
    ) AS "t8"
  ) AS "t9"
) AS "t10"
