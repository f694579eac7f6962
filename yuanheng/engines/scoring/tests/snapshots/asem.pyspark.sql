WITH `t1` AS (
  SELECT
    `t0`.`subject_id`,
    `t0`.`subject_name`,
    `t0`.`Goods`,
    `t0`.`Services`,
    `t0`.`FDI`,
    `t0`.`PRemit`,
    `t0`.`ForPort`,
    `t0`.`CostImpEx`,
    `t0`.`Tariff`,
    `t0`.`TBTs`,
    `t0`.`TIRcon`,
    `t0`.`RTAs`,
    `t0`.`Visa`,
    `t0`.`StMob`,
    `t0`.`Research`,
    `t0`.`Pat`,
    `t0`.`CultServ`,
    `t0`.`CultGood`,
    `t0`.`Tourist`,
    `t0`.`MigStock`,
    `t0`.`Lang`,
    `t0`.`LPI`,
    `t0`.`Flights`,
    `t0`.`Ship`,
    `t0`.`Bord`,
    `t0`.`Elec`,
    `t0`.`Gas`,
    `t0`.`ConSpeed`,
    `t0`.`Cov4G`,
    `t0`.`Embs`,
    `t0`.`IGOs`,
    `t0`.`UNVote`,
    `t0`.`Renew`,
    `t0`.`PrimEner`,
    `t0`.`CO2`,
    `t0`.`MatCon`,
    `t0`.`Forest`,
    `t0`.`Poverty`,
    `t0`.`Palma`,
    `t0`.`TertGrad`,
    `t0`.`FreePress`,
    `t0`.`TolMin`,
    `t0`.`NGOs`,
    `t0`.`CPI`,
    `t0`.`FemLab`,
    `t0`.`WomParl`,
    `t0`.`PubDebt`,
    `t0`.`PrivDebt`,
    `t0`.`GDPGrow`,
    `t0`.`RDExp`,
    `t0`.`NEET`,
    `t0`.`scale`,
    `t0`.`group`,
    `t0`.`uscc`,
    0 AS `_set`,
    0 AS `_out`,
    0 AS `_t`,
    0 AS `_veto`,
    0 AS `_shield`,
    0.0 AS `bonus`,
    0.0 AS `deduction`,
    IF(ABS(`t0`.`Goods`) < 1e+300, `t0`.`Goods`, CAST(NULL AS DOUBLE)) AS `Goods_value`,
    IF(ABS(`t0`.`Services`) < 1e+300, `t0`.`Services`, CAST(NULL AS DOUBLE)) AS `Services_value`,
    IF(ABS(`t0`.`FDI`) < 1e+300, `t0`.`FDI`, CAST(NULL AS DOUBLE)) AS `FDI_value`,
    IF(ABS(`t0`.`PRemit`) < 1e+300, `t0`.`PRemit`, CAST(NULL AS DOUBLE)) AS `PRemit_value`,
    IF(ABS(`t0`.`ForPort`) < 1e+300, `t0`.`ForPort`, CAST(NULL AS DOUBLE)) AS `ForPort_value`,
    IF(ABS(`t0`.`CostImpEx`) < 1e+300, `t0`.`CostImpEx`, CAST(NULL AS DOUBLE)) AS `CostImpEx_value`,
    IF(ABS(`t0`.`Tariff`) < 1e+300, `t0`.`Tariff`, CAST(NULL AS DOUBLE)) AS `Tariff_value`,
    IF(ABS(`t0`.`TBTs`) < 1e+300, `t0`.`TBTs`, CAST(NULL AS DOUBLE)) AS `TBTs_value`,
    IF(ABS(`t0`.`TIRcon`) < 1e+300, `t0`.`TIRcon`, CAST(NULL AS DOUBLE)) AS `TIRcon_value`,
    IF(ABS(`t0`.`RTAs`) < 1e+300, `t0`.`RTAs`, CAST(NULL AS DOUBLE)) AS `RTAs_value`,
    IF(ABS(`t0`.`Visa`) < 1e+300, `t0`.`Visa`, CAST(NULL AS DOUBLE)) AS `Visa_value`,
    IF(ABS(`t0`.`StMob`) < 1e+300, `t0`.`StMob`, CAST(NULL AS DOUBLE)) AS `StMob_value`,
    IF(ABS(`t0`.`Research`) < 1e+300, `t0`.`Research`, CAST(NULL AS DOUBLE)) AS `Research_value`,
    IF(ABS(`t0`.`Pat`) < 1e+300, `t0`.`Pat`, CAST(NULL AS DOUBLE)) AS `Pat_value`,
    IF(ABS(`t0`.`CultServ`) < 1e+300, `t0`.`CultServ`, CAST(NULL AS DOUBLE)) AS `CultServ_value`,
    IF(ABS(`t0`.`CultGood`) < 1e+300, `t0`.`CultGood`, CAST(NULL AS DOUBLE)) AS `CultGood_value`,
    IF(ABS(`t0`.`Tourist`) < 1e+300, `t0`.`Tourist`, CAST(NULL AS DOUBLE)) AS `Tourist_value`,
    IF(ABS(`t0`.`MigStock`) < 1e+300, `t0`.`MigStock`, CAST(NULL AS DOUBLE)) AS `MigStock_value`,
    IF(ABS(`t0`.`Lang`) < 1e+300, `t0`.`Lang`, CAST(NULL AS DOUBLE)) AS `Lang_value`,
    IF(ABS(`t0`.`LPI`) < 1e+300, `t0`.`LPI`, CAST(NULL AS DOUBLE)) AS `LPI_value`,
    IF(ABS(`t0`.`Flights`) < 1e+300, `t0`.`Flights`, CAST(NULL AS DOUBLE)) AS `Flights_value`,
    IF(ABS(`t0`.`Ship`) < 1e+300, `t0`.`Ship`, CAST(NULL AS DOUBLE)) AS `Ship_value`,
    IF(ABS(`t0`.`Bord`) < 1e+300, `t0`.`Bord`, CAST(NULL AS DOUBLE)) AS `Bord_value`,
    IF(ABS(`t0`.`Elec`) < 1e+300, `t0`.`Elec`, CAST(NULL AS DOUBLE)) AS `Elec_value`,
    IF(ABS(`t0`.`Gas`) < 1e+300, `t0`.`Gas`, CAST(NULL AS DOUBLE)) AS `Gas_value`,
    IF(ABS(`t0`.`ConSpeed`) < 1e+300, `t0`.`ConSpeed`, CAST(NULL AS DOUBLE)) AS `ConSpeed_value`,
    IF(ABS(`t0`.`Cov4G`) < 1e+300, `t0`.`Cov4G`, CAST(NULL AS DOUBLE)) AS `Cov4G_value`,
    IF(ABS(`t0`.`Embs`) < 1e+300, `t0`.`Embs`, CAST(NULL AS DOUBLE)) AS `Embs_value`,
    IF(ABS(`t0`.`IGOs`) < 1e+300, `t0`.`IGOs`, CAST(NULL AS DOUBLE)) AS `IGOs_value`,
    IF(ABS(`t0`.`UNVote`) < 1e+300, `t0`.`UNVote`, CAST(NULL AS DOUBLE)) AS `UNVote_value`,
    IF(ABS(`t0`.`Renew`) < 1e+300, `t0`.`Renew`, CAST(NULL AS DOUBLE)) AS `Renew_value`,
    IF(ABS(`t0`.`PrimEner`) < 1e+300, `t0`.`PrimEner`, CAST(NULL AS DOUBLE)) AS `PrimEner_value`,
    IF(ABS(`t0`.`CO2`) < 1e+300, `t0`.`CO2`, CAST(NULL AS DOUBLE)) AS `CO2_value`,
    IF(ABS(`t0`.`MatCon`) < 1e+300, `t0`.`MatCon`, CAST(NULL AS DOUBLE)) AS `MatCon_value`,
    IF(ABS(`t0`.`Forest`) < 1e+300, `t0`.`Forest`, CAST(NULL AS DOUBLE)) AS `Forest_value`,
    IF(ABS(`t0`.`Poverty`) < 1e+300, `t0`.`Poverty`, CAST(NULL AS DOUBLE)) AS `Poverty_value`,
    IF(ABS(`t0`.`Palma`) < 1e+300, `t0`.`Palma`, CAST(NULL AS DOUBLE)) AS `Palma_value`,
    IF(ABS(`t0`.`TertGrad`) < 1e+300, `t0`.`TertGrad`, CAST(NULL AS DOUBLE)) AS `TertGrad_value`,
    IF(ABS(`t0`.`FreePress`) < 1e+300, `t0`.`FreePress`, CAST(NULL AS DOUBLE)) AS `FreePress_value`,
    IF(ABS(`t0`.`TolMin`) < 1e+300, `t0`.`TolMin`, CAST(NULL AS DOUBLE)) AS `TolMin_value`,
    IF(ABS(`t0`.`NGOs`) < 1e+300, `t0`.`NGOs`, CAST(NULL AS DOUBLE)) AS `NGOs_value`,
    IF(ABS(`t0`.`CPI`) < 1e+300, `t0`.`CPI`, CAST(NULL AS DOUBLE)) AS `CPI_value`,
    IF(ABS(`t0`.`FemLab`) < 1e+300, `t0`.`FemLab`, CAST(NULL AS DOUBLE)) AS `FemLab_value`,
    IF(ABS(`t0`.`WomParl`) < 1e+300, `t0`.`WomParl`, CAST(NULL AS DOUBLE)) AS `WomParl_value`,
    IF(ABS(`t0`.`PubDebt`) < 1e+300, `t0`.`PubDebt`, CAST(NULL AS DOUBLE)) AS `PubDebt_value`,
    IF(ABS(`t0`.`PrivDebt`) < 1e+300, `t0`.`PrivDebt`, CAST(NULL AS DOUBLE)) AS `PrivDebt_value`,
    IF(ABS(`t0`.`GDPGrow`) < 1e+300, `t0`.`GDPGrow`, CAST(NULL AS DOUBLE)) AS `GDPGrow_value`,
    IF(ABS(`t0`.`RDExp`) < 1e+300, `t0`.`RDExp`, CAST(NULL AS DOUBLE)) AS `RDExp_value`,
    IF(ABS(`t0`.`NEET`) < 1e+300, `t0`.`NEET`, CAST(NULL AS DOUBLE)) AS `NEET_value`
  FROM `wide_table` AS `t0`
)
SELECT
  `t10`.`subject_id`,
  `t10`.`subject_name`,
  `t10`.`Goods`,
  `t10`.`Services`,
  `t10`.`FDI`,
  `t10`.`PRemit`,
  `t10`.`ForPort`,
  `t10`.`CostImpEx`,
  `t10`.`Tariff`,
  `t10`.`TBTs`,
  `t10`.`TIRcon`,
  `t10`.`RTAs`,
  `t10`.`Visa`,
  `t10`.`StMob`,
  `t10`.`Research`,
  `t10`.`Pat`,
  `t10`.`CultServ`,
  `t10`.`CultGood`,
  `t10`.`Tourist`,
  `t10`.`MigStock`,
  `t10`.`Lang`,
  `t10`.`LPI`,
  `t10`.`Flights`,
  `t10`.`Ship`,
  `t10`.`Bord`,
  `t10`.`Elec`,
  `t10`.`Gas`,
  `t10`.`ConSpeed`,
  `t10`.`Cov4G`,
  `t10`.`Embs`,
  `t10`.`IGOs`,
  `t10`.`UNVote`,
  `t10`.`Renew`,
  `t10`.`PrimEner`,
  `t10`.`CO2`,
  `t10`.`MatCon`,
  `t10`.`Forest`,
  `t10`.`Poverty`,
  `t10`.`Palma`,
  `t10`.`TertGrad`,
  `t10`.`FreePress`,
  `t10`.`TolMin`,
  `t10`.`NGOs`,
  `t10`.`CPI`,
  `t10`.`FemLab`,
  `t10`.`WomParl`,
  `t10`.`PubDebt`,
  `t10`.`PrivDebt`,
  `t10`.`GDPGrow`,
  `t10`.`RDExp`,
  `t10`.`NEET`,
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
  `t10`.`Goods_value`,
  `t10`.`Services_value`,
  `t10`.`FDI_value`,
  `t10`.`PRemit_value`,
  `t10`.`ForPort_value`,
  `t10`.`CostImpEx_value`,
  `t10`.`Tariff_value`,
  `t10`.`TBTs_value`,
  `t10`.`TIRcon_value`,
  `t10`.`RTAs_value`,
  `t10`.`Visa_value`,
  `t10`.`StMob_value`,
  `t10`.`Research_value`,
  `t10`.`Pat_value`,
  `t10`.`CultServ_value`,
  `t10`.`CultGood_value`,
  `t10`.`Tourist_value`,
  `t10`.`MigStock_value`,
  `t10`.`Lang_value`,
  `t10`.`LPI_value`,
  `t10`.`Flights_value`,
  `t10`.`Ship_value`,
  `t10`.`Bord_value`,
  `t10`.`Elec_value`,
  `t10`.`Gas_value`,
  `t10`.`ConSpeed_value`,
  `t10`.`Cov4G_value`,
  `t10`.`Embs_value`,
  `t10`.`IGOs_value`,
  `t10`.`UNVote_value`,
  `t10`.`Renew_value`,
  `t10`.`PrimEner_value`,
  `t10`.`CO2_value`,
  `t10`.`MatCon_value`,
  `t10`.`Forest_value`,
  `t10`.`Poverty_value`,
  `t10`.`Palma_value`,
  `t10`.`TertGrad_value`,
  `t10`.`FreePress_value`,
  `t10`.`TolMin_value`,
  `t10`.`NGOs_value`,
  `t10`.`CPI_value`,
  `t10`.`FemLab_value`,
  `t10`.`WomParl_value`,
  `t10`.`PubDebt_value`,
  `t10`.`PrivDebt_value`,
  `t10`.`GDPGrow_value`,
  `t10`.`RDExp_value`,
  `t10`.`NEET_value`,
  `t10`.`Goods_lo`,
  `t10`.`Goods_hi`,
  `t10`.`Services_lo`,
  `t10`.`Services_hi`,
  `t10`.`FDI_lo`,
  `t10`.`FDI_hi`,
  `t10`.`PRemit_lo`,
  `t10`.`PRemit_hi`,
  `t10`.`ForPort_lo`,
  `t10`.`ForPort_hi`,
  `t10`.`CostImpEx_lo`,
  `t10`.`CostImpEx_hi`,
  `t10`.`Tariff_lo`,
  `t10`.`Tariff_hi`,
  `t10`.`TBTs_lo`,
  `t10`.`TBTs_hi`,
  `t10`.`TIRcon_lo`,
  `t10`.`TIRcon_hi`,
  `t10`.`RTAs_lo`,
  `t10`.`RTAs_hi`,
  `t10`.`Visa_lo`,
  `t10`.`Visa_hi`,
  `t10`.`StMob_lo`,
  `t10`.`StMob_hi`,
  `t10`.`Research_lo`,
  `t10`.`Research_hi`,
  `t10`.`Pat_lo`,
  `t10`.`Pat_hi`,
  `t10`.`CultServ_lo`,
  `t10`.`CultServ_hi`,
  `t10`.`CultGood_lo`,
  `t10`.`CultGood_hi`,
  `t10`.`Tourist_lo`,
  `t10`.`Tourist_hi`,
  `t10`.`MigStock_lo`,
  `t10`.`MigStock_hi`,
  `t10`.`Lang_lo`,
  `t10`.`Lang_hi`,
  `t10`.`LPI_lo`,
  `t10`.`LPI_hi`,
  `t10`.`Flights_lo`,
  `t10`.`Flights_hi`,
  `t10`.`Ship_lo`,
  `t10`.`Ship_hi`,
  `t10`.`Bord_lo`,
  `t10`.`Bord_hi`,
  `t10`.`Elec_lo`,
  `t10`.`Elec_hi`,
  `t10`.`Gas_lo`,
  `t10`.`Gas_hi`,
  `t10`.`ConSpeed_lo`,
  `t10`.`ConSpeed_hi`,
  `t10`.`Cov4G_lo`,
  `t10`.`Cov4G_hi`,
  `t10`.`Embs_lo`,
  `t10`.`Embs_hi`,
  `t10`.`IGOs_lo`,
  `t10`.`IGOs_hi`,
  `t10`.`UNVote_lo`,
  `t10`.`UNVote_hi`,
  `t10`.`Renew_lo`,
  `t10`.`Renew_hi`,
  `t10`.`PrimEner_lo`,
  `t10`.`PrimEner_hi`,
  `t10`.`CO2_lo`,
  `t10`.`CO2_hi`,
  `t10`.`MatCon_lo`,
  `t10`.`MatCon_hi`,
  `t10`.`Forest_lo`,
  `t10`.`Forest_hi`,
  `t10`.`Poverty_lo`,
  `t10`.`Poverty_hi`,
  `t10`.`Palma_lo`,
  `t10`.`Palma_hi`,
  `t10`.`TertGrad_lo`,
  `t10`.`TertGrad_hi`,
  `t10`.`FreePress_lo`,
  `t10`.`FreePress_hi`,
  `t10`.`TolMin_lo`,
  `t10`.`TolMin_hi`,
  `t10`.`NGOs_lo`,
  `t10`.`NGOs_hi`,
  `t10`.`CPI_lo`,
  `t10`.`CPI_hi`,
  `t10`.`FemLab_lo`,
  `t10`.`FemLab_hi`,
  `t10`.`WomParl_lo`,
  `t10`.`WomParl_hi`,
  `t10`.`PubDebt_lo`,
  `t10`.`PubDebt_hi`,
  `t10`.`PrivDebt_lo`,
  `t10`.`PrivDebt_hi`,
  `t10`.`GDPGrow_lo`,
  `t10`.`GDPGrow_hi`,
  `t10`.`RDExp_lo`,
  `t10`.`RDExp_hi`,
  `t10`.`NEET_lo`,
  `t10`.`NEET_hi`,
  `t10`.`Goods_own`,
  `t10`.`Services_own`,
  `t10`.`FDI_own`,
  `t10`.`PRemit_own`,
  `t10`.`ForPort_own`,
  `t10`.`CostImpEx_own`,
  `t10`.`Tariff_own`,
  `t10`.`TBTs_own`,
  `t10`.`TIRcon_own`,
  `t10`.`RTAs_own`,
  `t10`.`Visa_own`,
  `t10`.`StMob_own`,
  `t10`.`Research_own`,
  `t10`.`Pat_own`,
  `t10`.`CultServ_own`,
  `t10`.`CultGood_own`,
  `t10`.`Tourist_own`,
  `t10`.`MigStock_own`,
  `t10`.`Lang_own`,
  `t10`.`LPI_own`,
  `t10`.`Flights_own`,
  `t10`.`Ship_own`,
  `t10`.`Bord_own`,
  `t10`.`Elec_own`,
  `t10`.`Gas_own`,
  `t10`.`ConSpeed_own`,
  `t10`.`Cov4G_own`,
  `t10`.`Embs_own`,
  `t10`.`IGOs_own`,
  `t10`.`UNVote_own`,
  `t10`.`Renew_own`,
  `t10`.`PrimEner_own`,
  `t10`.`CO2_own`,
  `t10`.`MatCon_own`,
  `t10`.`Forest_own`,
  `t10`.`Poverty_own`,
  `t10`.`Palma_own`,
  `t10`.`TertGrad_own`,
  `t10`.`FreePress_own`,
  `t10`.`TolMin_own`,
  `t10`.`NGOs_own`,
  `t10`.`CPI_own`,
  `t10`.`FemLab_own`,
  `t10`.`WomParl_own`,
  `t10`.`PubDebt_own`,
  `t10`.`PrivDebt_own`,
  `t10`.`GDPGrow_own`,
  `t10`.`RDExp_own`,
  `t10`.`NEET_own`,
  `t10`.`Goods_score`,
  `t10`.`Services_score`,
  `t10`.`FDI_score`,
  `t10`.`PRemit_score`,
  `t10`.`ForPort_score`,
  `t10`.`CostImpEx_score`,
  `t10`.`Tariff_score`,
  `t10`.`TBTs_score`,
  `t10`.`TIRcon_score`,
  `t10`.`RTAs_score`,
  `t10`.`Visa_score`,
  `t10`.`StMob_score`,
  `t10`.`Research_score`,
  `t10`.`Pat_score`,
  `t10`.`CultServ_score`,
  `t10`.`CultGood_score`,
  `t10`.`Tourist_score`,
  `t10`.`MigStock_score`,
  `t10`.`Lang_score`,
  `t10`.`LPI_score`,
  `t10`.`Flights_score`,
  `t10`.`Ship_score`,
  `t10`.`Bord_score`,
  `t10`.`Elec_score`,
  `t10`.`Gas_score`,
  `t10`.`ConSpeed_score`,
  `t10`.`Cov4G_score`,
  `t10`.`Embs_score`,
  `t10`.`IGOs_score`,
  `t10`.`UNVote_score`,
  `t10`.`Renew_score`,
  `t10`.`PrimEner_score`,
  `t10`.`CO2_score`,
  `t10`.`MatCon_score`,
  `t10`.`Forest_score`,
  `t10`.`Poverty_score`,
  `t10`.`Palma_score`,
  `t10`.`TertGrad_score`,
  `t10`.`FreePress_score`,
  `t10`.`TolMin_score`,
  `t10`.`NGOs_score`,
  `t10`.`CPI_score`,
  `t10`.`FemLab_score`,
  `t10`.`WomParl_score`,
  `t10`.`PubDebt_score`,
  `t10`.`PrivDebt_score`,
  `t10`.`GDPGrow_score`,
  `t10`.`RDExp_score`,
  `t10`.`NEET_score`,
  `t10`.`ConEcFin_score`,
  `t10`.`Instit_score`,
  `t10`.`P2P_score`,
  `t10`.`Physical_score`,
  `t10`.`Political_score`,
  `t10`.`Conn_score`,
  `t10`.`Environ_score`,
  `t10`.`Social_score`,
  `t10`.`SusEcFin_score`,
  IF(
    (
      IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
    ) > 0,
    (
      COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
    ) / (
      IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
    ),
    CAST(NULL AS DOUBLE)
  ) AS `Sust_score`,
  IF(
    (
      IF(`t10`.`Conn_score` IS NOT NULL AND NOT ISNAN(`t10`.`Conn_score`), 1.0, 0.0) + IF(
        IF(
          (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ) > 0,
          (
            COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
          ) / (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) IS NOT NULL
        AND NOT ISNAN(
          IF(
            (
              IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
            ) > 0,
            (
              COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
            ) / (
              IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
            ),
            CAST(NULL AS DOUBLE)
          )
        ),
        1.0,
        0.0
      )
    ) > 0,
    (
      COALESCE(`t10`.`Conn_score` * 1.0, 0.0) + COALESCE(
        IF(
          (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ) > 0,
          (
            COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
          ) / (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) * 1.0,
        0.0
      )
    ) / (
      IF(`t10`.`Conn_score` IS NOT NULL AND NOT ISNAN(`t10`.`Conn_score`), 1.0, 0.0) + IF(
        IF(
          (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ) > 0,
          (
            COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
          ) / (
            IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) IS NOT NULL
        AND NOT ISNAN(
          IF(
            (
              IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
            ) > 0,
            (
              COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
            ) / (
              IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
            ),
            CAST(NULL AS DOUBLE)
          )
        ),
        1.0,
        0.0
      )
    ),
    CAST(NULL AS DOUBLE)
  ) AS `Index_score`,
  (
    COALESCE(
      IF(
        (
          IF(`t10`.`Conn_score` IS NOT NULL AND NOT ISNAN(`t10`.`Conn_score`), 1.0, 0.0) + IF(
            IF(
              (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ) > 0,
              (
                COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
              ) / (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ),
              CAST(NULL AS DOUBLE)
            ) IS NOT NULL
            AND NOT ISNAN(
              IF(
                (
                  IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
                ) > 0,
                (
                  COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
                ) / (
                  IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
                ),
                CAST(NULL AS DOUBLE)
              )
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(`t10`.`Conn_score` * 1.0, 0.0) + COALESCE(
            IF(
              (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ) > 0,
              (
                COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
              ) / (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ),
              CAST(NULL AS DOUBLE)
            ) * 1.0,
            0.0
          )
        ) / (
          IF(`t10`.`Conn_score` IS NOT NULL AND NOT ISNAN(`t10`.`Conn_score`), 1.0, 0.0) + IF(
            IF(
              (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ) > 0,
              (
                COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
              ) / (
                IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
              ),
              CAST(NULL AS DOUBLE)
            ) IS NOT NULL
            AND NOT ISNAN(
              IF(
                (
                  IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
                ) > 0,
                (
                  COALESCE(`t10`.`Environ_score` * 1.0, 0.0) + COALESCE(`t10`.`Social_score` * 1.0, 0.0) + COALESCE(`t10`.`SusEcFin_score` * 1.0, 0.0)
                ) / (
                  IF(`t10`.`Environ_score` IS NOT NULL AND NOT ISNAN(`t10`.`Environ_score`), 1.0, 0.0) + IF(`t10`.`Social_score` IS NOT NULL AND NOT ISNAN(`t10`.`Social_score`), 1.0, 0.0) + IF(`t10`.`SusEcFin_score` IS NOT NULL AND NOT ISNAN(`t10`.`SusEcFin_score`), 1.0, 0.0)
                ),
                CAST(NULL AS DOUBLE)
              )
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ),
      0.0
    ) + `t10`.`bonus`
  ) - `t10`.`deduction` AS `raw_total`
FROM (
  SELECT
    `t9`.`subject_id`,
    `t9`.`subject_name`,
    `t9`.`Goods`,
    `t9`.`Services`,
    `t9`.`FDI`,
    `t9`.`PRemit`,
    `t9`.`ForPort`,
    `t9`.`CostImpEx`,
    `t9`.`Tariff`,
    `t9`.`TBTs`,
    `t9`.`TIRcon`,
    `t9`.`RTAs`,
    `t9`.`Visa`,
    `t9`.`StMob`,
    `t9`.`Research`,
    `t9`.`Pat`,
    `t9`.`CultServ`,
    `t9`.`CultGood`,
    `t9`.`Tourist`,
    `t9`.`MigStock`,
    `t9`.`Lang`,
    `t9`.`LPI`,
    `t9`.`Flights`,
    `t9`.`Ship`,
    `t9`.`Bord`,
    `t9`.`Elec`,
    `t9`.`Gas`,
    `t9`.`ConSpeed`,
    `t9`.`Cov4G`,
    `t9`.`Embs`,
    `t9`.`IGOs`,
    `t9`.`UNVote`,
    `t9`.`Renew`,
    `t9`.`PrimEner`,
    `t9`.`CO2`,
    `t9`.`MatCon`,
    `t9`.`Forest`,
    `t9`.`Poverty`,
    `t9`.`Palma`,
    `t9`.`TertGrad`,
    `t9`.`FreePress`,
    `t9`.`TolMin`,
    `t9`.`NGOs`,
    `t9`.`CPI`,
    `t9`.`FemLab`,
    `t9`.`WomParl`,
    `t9`.`PubDebt`,
    `t9`.`PrivDebt`,
    `t9`.`GDPGrow`,
    `t9`.`RDExp`,
    `t9`.`NEET`,
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
    `t9`.`Goods_value`,
    `t9`.`Services_value`,
    `t9`.`FDI_value`,
    `t9`.`PRemit_value`,
    `t9`.`ForPort_value`,
    `t9`.`CostImpEx_value`,
    `t9`.`Tariff_value`,
    `t9`.`TBTs_value`,
    `t9`.`TIRcon_value`,
    `t9`.`RTAs_value`,
    `t9`.`Visa_value`,
    `t9`.`StMob_value`,
    `t9`.`Research_value`,
    `t9`.`Pat_value`,
    `t9`.`CultServ_value`,
    `t9`.`CultGood_value`,
    `t9`.`Tourist_value`,
    `t9`.`MigStock_value`,
    `t9`.`Lang_value`,
    `t9`.`LPI_value`,
    `t9`.`Flights_value`,
    `t9`.`Ship_value`,
    `t9`.`Bord_value`,
    `t9`.`Elec_value`,
    `t9`.`Gas_value`,
    `t9`.`ConSpeed_value`,
    `t9`.`Cov4G_value`,
    `t9`.`Embs_value`,
    `t9`.`IGOs_value`,
    `t9`.`UNVote_value`,
    `t9`.`Renew_value`,
    `t9`.`PrimEner_value`,
    `t9`.`CO2_value`,
    `t9`.`MatCon_value`,
    `t9`.`Forest_value`,
    `t9`.`Poverty_value`,
    `t9`.`Palma_value`,
    `t9`.`TertGrad_value`,
    `t9`.`FreePress_value`,
    `t9`.`TolMin_value`,
    `t9`.`NGOs_value`,
    `t9`.`CPI_value`,
    `t9`.`FemLab_value`,
    `t9`.`WomParl_value`,
    `t9`.`PubDebt_value`,
    `t9`.`PrivDebt_value`,
    `t9`.`GDPGrow_value`,
    `t9`.`RDExp_value`,
    `t9`.`NEET_value`,
    `t9`.`Goods_lo`,
    `t9`.`Goods_hi`,
    `t9`.`Services_lo`,
    `t9`.`Services_hi`,
    `t9`.`FDI_lo`,
    `t9`.`FDI_hi`,
    `t9`.`PRemit_lo`,
    `t9`.`PRemit_hi`,
    `t9`.`ForPort_lo`,
    `t9`.`ForPort_hi`,
    `t9`.`CostImpEx_lo`,
    `t9`.`CostImpEx_hi`,
    `t9`.`Tariff_lo`,
    `t9`.`Tariff_hi`,
    `t9`.`TBTs_lo`,
    `t9`.`TBTs_hi`,
    `t9`.`TIRcon_lo`,
    `t9`.`TIRcon_hi`,
    `t9`.`RTAs_lo`,
    `t9`.`RTAs_hi`,
    `t9`.`Visa_lo`,
    `t9`.`Visa_hi`,
    `t9`.`StMob_lo`,
    `t9`.`StMob_hi`,
    `t9`.`Research_lo`,
    `t9`.`Research_hi`,
    `t9`.`Pat_lo`,
    `t9`.`Pat_hi`,
    `t9`.`CultServ_lo`,
    `t9`.`CultServ_hi`,
    `t9`.`CultGood_lo`,
    `t9`.`CultGood_hi`,
    `t9`.`Tourist_lo`,
    `t9`.`Tourist_hi`,
    `t9`.`MigStock_lo`,
    `t9`.`MigStock_hi`,
    `t9`.`Lang_lo`,
    `t9`.`Lang_hi`,
    `t9`.`LPI_lo`,
    `t9`.`LPI_hi`,
    `t9`.`Flights_lo`,
    `t9`.`Flights_hi`,
    `t9`.`Ship_lo`,
    `t9`.`Ship_hi`,
    `t9`.`Bord_lo`,
    `t9`.`Bord_hi`,
    `t9`.`Elec_lo`,
    `t9`.`Elec_hi`,
    `t9`.`Gas_lo`,
    `t9`.`Gas_hi`,
    `t9`.`ConSpeed_lo`,
    `t9`.`ConSpeed_hi`,
    `t9`.`Cov4G_lo`,
    `t9`.`Cov4G_hi`,
    `t9`.`Embs_lo`,
    `t9`.`Embs_hi`,
    `t9`.`IGOs_lo`,
    `t9`.`IGOs_hi`,
    `t9`.`UNVote_lo`,
    `t9`.`UNVote_hi`,
    `t9`.`Renew_lo`,
    `t9`.`Renew_hi`,
    `t9`.`PrimEner_lo`,
    `t9`.`PrimEner_hi`,
    `t9`.`CO2_lo`,
    `t9`.`CO2_hi`,
    `t9`.`MatCon_lo`,
    `t9`.`MatCon_hi`,
    `t9`.`Forest_lo`,
    `t9`.`Forest_hi`,
    `t9`.`Poverty_lo`,
    `t9`.`Poverty_hi`,
    `t9`.`Palma_lo`,
    `t9`.`Palma_hi`,
    `t9`.`TertGrad_lo`,
    `t9`.`TertGrad_hi`,
    `t9`.`FreePress_lo`,
    `t9`.`FreePress_hi`,
    `t9`.`TolMin_lo`,
    `t9`.`TolMin_hi`,
    `t9`.`NGOs_lo`,
    `t9`.`NGOs_hi`,
    `t9`.`CPI_lo`,
    `t9`.`CPI_hi`,
    `t9`.`FemLab_lo`,
    `t9`.`FemLab_hi`,
    `t9`.`WomParl_lo`,
    `t9`.`WomParl_hi`,
    `t9`.`PubDebt_lo`,
    `t9`.`PubDebt_hi`,
    `t9`.`PrivDebt_lo`,
    `t9`.`PrivDebt_hi`,
    `t9`.`GDPGrow_lo`,
    `t9`.`GDPGrow_hi`,
    `t9`.`RDExp_lo`,
    `t9`.`RDExp_hi`,
    `t9`.`NEET_lo`,
    `t9`.`NEET_hi`,
    `t9`.`Goods_own`,
    `t9`.`Services_own`,
    `t9`.`FDI_own`,
    `t9`.`PRemit_own`,
    `t9`.`ForPort_own`,
    `t9`.`CostImpEx_own`,
    `t9`.`Tariff_own`,
    `t9`.`TBTs_own`,
    `t9`.`TIRcon_own`,
    `t9`.`RTAs_own`,
    `t9`.`Visa_own`,
    `t9`.`StMob_own`,
    `t9`.`Research_own`,
    `t9`.`Pat_own`,
    `t9`.`CultServ_own`,
    `t9`.`CultGood_own`,
    `t9`.`Tourist_own`,
    `t9`.`MigStock_own`,
    `t9`.`Lang_own`,
    `t9`.`LPI_own`,
    `t9`.`Flights_own`,
    `t9`.`Ship_own`,
    `t9`.`Bord_own`,
    `t9`.`Elec_own`,
    `t9`.`Gas_own`,
    `t9`.`ConSpeed_own`,
    `t9`.`Cov4G_own`,
    `t9`.`Embs_own`,
    `t9`.`IGOs_own`,
    `t9`.`UNVote_own`,
    `t9`.`Renew_own`,
    `t9`.`PrimEner_own`,
    `t9`.`CO2_own`,
    `t9`.`MatCon_own`,
    `t9`.`Forest_own`,
    `t9`.`Poverty_own`,
    `t9`.`Palma_own`,
    `t9`.`TertGrad_own`,
    `t9`.`FreePress_own`,
    `t9`.`TolMin_own`,
    `t9`.`NGOs_own`,
    `t9`.`CPI_own`,
    `t9`.`FemLab_own`,
    `t9`.`WomParl_own`,
    `t9`.`PubDebt_own`,
    `t9`.`PrivDebt_own`,
    `t9`.`GDPGrow_own`,
    `t9`.`RDExp_own`,
    `t9`.`NEET_own`,
    `t9`.`Goods_score`,
    `t9`.`Services_score`,
    `t9`.`FDI_score`,
    `t9`.`PRemit_score`,
    `t9`.`ForPort_score`,
    `t9`.`CostImpEx_score`,
    `t9`.`Tariff_score`,
    `t9`.`TBTs_score`,
    `t9`.`TIRcon_score`,
    `t9`.`RTAs_score`,
    `t9`.`Visa_score`,
    `t9`.`StMob_score`,
    `t9`.`Research_score`,
    `t9`.`Pat_score`,
    `t9`.`CultServ_score`,
    `t9`.`CultGood_score`,
    `t9`.`Tourist_score`,
    `t9`.`MigStock_score`,
    `t9`.`Lang_score`,
    `t9`.`LPI_score`,
    `t9`.`Flights_score`,
    `t9`.`Ship_score`,
    `t9`.`Bord_score`,
    `t9`.`Elec_score`,
    `t9`.`Gas_score`,
    `t9`.`ConSpeed_score`,
    `t9`.`Cov4G_score`,
    `t9`.`Embs_score`,
    `t9`.`IGOs_score`,
    `t9`.`UNVote_score`,
    `t9`.`Renew_score`,
    `t9`.`PrimEner_score`,
    `t9`.`CO2_score`,
    `t9`.`MatCon_score`,
    `t9`.`Forest_score`,
    `t9`.`Poverty_score`,
    `t9`.`Palma_score`,
    `t9`.`TertGrad_score`,
    `t9`.`FreePress_score`,
    `t9`.`TolMin_score`,
    `t9`.`NGOs_score`,
    `t9`.`CPI_score`,
    `t9`.`FemLab_score`,
    `t9`.`WomParl_score`,
    `t9`.`PubDebt_score`,
    `t9`.`PrivDebt_score`,
    `t9`.`GDPGrow_score`,
    `t9`.`RDExp_score`,
    `t9`.`NEET_score`,
    `t9`.`ConEcFin_score`,
    `t9`.`Instit_score`,
    `t9`.`P2P_score`,
    `t9`.`Physical_score`,
    `t9`.`Political_score`,
    IF(
      (
        IF(`t9`.`ConEcFin_score` IS NOT NULL AND NOT ISNAN(`t9`.`ConEcFin_score`), 1.0, 0.0) + IF(`t9`.`Instit_score` IS NOT NULL AND NOT ISNAN(`t9`.`Instit_score`), 1.0, 0.0) + IF(`t9`.`P2P_score` IS NOT NULL AND NOT ISNAN(`t9`.`P2P_score`), 1.0, 0.0) + IF(`t9`.`Physical_score` IS NOT NULL AND NOT ISNAN(`t9`.`Physical_score`), 1.0, 0.0) + IF(`t9`.`Political_score` IS NOT NULL AND NOT ISNAN(`t9`.`Political_score`), 1.0, 0.0)
      ) > 0,
      (
        COALESCE(`t9`.`ConEcFin_score` * 1.0, 0.0) + COALESCE(`t9`.`Instit_score` * 1.0, 0.0) + COALESCE(`t9`.`P2P_score` * 1.0, 0.0) + COALESCE(`t9`.`Physical_score` * 1.0, 0.0) + COALESCE(`t9`.`Political_score` * 1.0, 0.0)
      ) / (
        IF(`t9`.`ConEcFin_score` IS NOT NULL AND NOT ISNAN(`t9`.`ConEcFin_score`), 1.0, 0.0) + IF(`t9`.`Instit_score` IS NOT NULL AND NOT ISNAN(`t9`.`Instit_score`), 1.0, 0.0) + IF(`t9`.`P2P_score` IS NOT NULL AND NOT ISNAN(`t9`.`P2P_score`), 1.0, 0.0) + IF(`t9`.`Physical_score` IS NOT NULL AND NOT ISNAN(`t9`.`Physical_score`), 1.0, 0.0) + IF(`t9`.`Political_score` IS NOT NULL AND NOT ISNAN(`t9`.`Political_score`), 1.0, 0.0)
      ),
      CAST(NULL AS DOUBLE)
    ) AS `Conn_score`,
    IF(
      (
        IF(`t9`.`Renew_score` IS NOT NULL AND NOT ISNAN(`t9`.`Renew_score`), 1.0, 0.0) + IF(`t9`.`PrimEner_score` IS NOT NULL AND NOT ISNAN(`t9`.`PrimEner_score`), 1.0, 0.0) + IF(`t9`.`CO2_score` IS NOT NULL AND NOT ISNAN(`t9`.`CO2_score`), 1.0, 0.0) + IF(`t9`.`MatCon_score` IS NOT NULL AND NOT ISNAN(`t9`.`MatCon_score`), 1.0, 0.0) + IF(`t9`.`Forest_score` IS NOT NULL AND NOT ISNAN(`t9`.`Forest_score`), 1.0, 0.0)
      ) > 0,
      (
        COALESCE(`t9`.`Renew_score` * 1.0, 0.0) + COALESCE(`t9`.`PrimEner_score` * 1.0, 0.0) + COALESCE(`t9`.`CO2_score` * 1.0, 0.0) + COALESCE(`t9`.`MatCon_score` * 1.0, 0.0) + COALESCE(`t9`.`Forest_score` * 1.0, 0.0)
      ) / (
        IF(`t9`.`Renew_score` IS NOT NULL AND NOT ISNAN(`t9`.`Renew_score`), 1.0, 0.0) + IF(`t9`.`PrimEner_score` IS NOT NULL AND NOT ISNAN(`t9`.`PrimEner_score`), 1.0, 0.0) + IF(`t9`.`CO2_score` IS NOT NULL AND NOT ISNAN(`t9`.`CO2_score`), 1.0, 0.0) + IF(`t9`.`MatCon_score` IS NOT NULL AND NOT ISNAN(`t9`.`MatCon_score`), 1.0, 0.0) + IF(`t9`.`Forest_score` IS NOT NULL AND NOT ISNAN(`t9`.`Forest_score`), 1.0, 0.0)
      ),
      CAST(NULL AS DOUBLE)
    ) AS `Environ_score`,
    IF(
      (
        IF(`t9`.`Poverty_score` IS NOT NULL AND NOT ISNAN(`t9`.`Poverty_score`), 1.0, 0.0) + IF(`t9`.`Palma_score` IS NOT NULL AND NOT ISNAN(`t9`.`Palma_score`), 1.0, 0.0) + IF(`t9`.`TertGrad_score` IS NOT NULL AND NOT ISNAN(`t9`.`TertGrad_score`), 1.0, 0.0) + IF(`t9`.`FreePress_score` IS NOT NULL AND NOT ISNAN(`t9`.`FreePress_score`), 1.0, 0.0) + IF(`t9`.`TolMin_score` IS NOT NULL AND NOT ISNAN(`t9`.`TolMin_score`), 1.0, 0.0) + IF(`t9`.`NGOs_score` IS NOT NULL AND NOT ISNAN(`t9`.`NGOs_score`), 1.0, 0.0) + IF(`t9`.`CPI_score` IS NOT NULL AND NOT ISNAN(`t9`.`CPI_score`), 1.0, 0.0) + IF(`t9`.`FemLab_score` IS NOT NULL AND NOT ISNAN(`t9`.`FemLab_score`), 1.0, 0.0) + IF(`t9`.`WomParl_score` IS NOT NULL AND NOT ISNAN(`t9`.`WomParl_score`), 1.0, 0.0)
      ) > 0,
      (
        COALESCE(`t9`.`Poverty_score` * 1.0, 0.0) + COALESCE(`t9`.`Palma_score` * 1.0, 0.0) + COALESCE(`t9`.`TertGrad_score` * 1.0, 0.0) + COALESCE(`t9`.`FreePress_score` * 1.0, 0.0) + COALESCE(`t9`.`TolMin_score` * 1.0, 0.0) + COALESCE(`t9`.`NGOs_score` * 1.0, 0.0) + COALESCE(`t9`.`CPI_score` * 1.0, 0.0) + COALESCE(`t9`.`FemLab_score` * 1.0, 0.0) + COALESCE(`t9`.`WomParl_score` * 1.0, 0.0)
      ) / (
        IF(`t9`.`Poverty_score` IS NOT NULL AND NOT ISNAN(`t9`.`Poverty_score`), 1.0, 0.0) + IF(`t9`.`Palma_score` IS NOT NULL AND NOT ISNAN(`t9`.`Palma_score`), 1.0, 0.0) + IF(`t9`.`TertGrad_score` IS NOT NULL AND NOT ISNAN(`t9`.`TertGrad_score`), 1.0, 0.0) + IF(`t9`.`FreePress_score` IS NOT NULL AND NOT ISNAN(`t9`.`FreePress_score`), 1.0, 0.0) + IF(`t9`.`TolMin_score` IS NOT NULL AND NOT ISNAN(`t9`.`TolMin_score`), 1.0, 0.0) + IF(`t9`.`NGOs_score` IS NOT NULL AND NOT ISNAN(`t9`.`NGOs_score`), 1.0, 0.0) + IF(`t9`.`CPI_score` IS NOT NULL AND NOT ISNAN(`t9`.`CPI_score`), 1.0, 0.0) + IF(`t9`.`FemLab_score` IS NOT NULL AND NOT ISNAN(`t9`.`FemLab_score`), 1.0, 0.0) + IF(`t9`.`WomParl_score` IS NOT NULL AND NOT ISNAN(`t9`.`WomParl_score`), 1.0, 0.0)
      ),
      CAST(NULL AS DOUBLE)
    ) AS `Social_score`,
    IF(
      (
        IF(`t9`.`PubDebt_score` IS NOT NULL AND NOT ISNAN(`t9`.`PubDebt_score`), 1.0, 0.0) + IF(`t9`.`PrivDebt_score` IS NOT NULL AND NOT ISNAN(`t9`.`PrivDebt_score`), 1.0, 0.0) + IF(`t9`.`GDPGrow_score` IS NOT NULL AND NOT ISNAN(`t9`.`GDPGrow_score`), 1.0, 0.0) + IF(`t9`.`RDExp_score` IS NOT NULL AND NOT ISNAN(`t9`.`RDExp_score`), 1.0, 0.0) + IF(`t9`.`NEET_score` IS NOT NULL AND NOT ISNAN(`t9`.`NEET_score`), 1.0, 0.0)
      ) > 0,
      (
        COALESCE(`t9`.`PubDebt_score` * 1.0, 0.0) + COALESCE(`t9`.`PrivDebt_score` * 1.0, 0.0) + COALESCE(`t9`.`GDPGrow_score` * 1.0, 0.0) + COALESCE(`t9`.`RDExp_score` * 1.0, 0.0) + COALESCE(`t9`.`NEET_score` * 1.0, 0.0)
      ) / (
        IF(`t9`.`PubDebt_score` IS NOT NULL AND NOT ISNAN(`t9`.`PubDebt_score`), 1.0, 0.0) + IF(`t9`.`PrivDebt_score` IS NOT NULL AND NOT ISNAN(`t9`.`PrivDebt_score`), 1.0, 0.0) + IF(`t9`.`GDPGrow_score` IS NOT NULL AND NOT ISNAN(`t9`.`GDPGrow_score`), 1.0, 0.0) + IF(`t9`.`RDExp_score` IS NOT NULL AND NOT ISNAN(`t9`.`RDExp_score`), 1.0, 0.0) + IF(`t9`.`NEET_score` IS NOT NULL AND NOT ISNAN(`t9`.`NEET_score`), 1.0, 0.0)
      ),
      CAST(NULL AS DOUBLE)
    ) AS `SusEcFin_score`
  FROM (
    SELECT
      `t8`.`subject_id`,
      `t8`.`subject_name`,
      `t8`.`Goods`,
      `t8`.`Services`,
      `t8`.`FDI`,
      `t8`.`PRemit`,
      `t8`.`ForPort`,
      `t8`.`CostImpEx`,
      `t8`.`Tariff`,
      `t8`.`TBTs`,
      `t8`.`TIRcon`,
      `t8`.`RTAs`,
      `t8`.`Visa`,
      `t8`.`StMob`,
      `t8`.`Research`,
      `t8`.`Pat`,
      `t8`.`CultServ`,
      `t8`.`CultGood`,
      `t8`.`Tourist`,
      `t8`.`MigStock`,
      `t8`.`Lang`,
      `t8`.`LPI`,
      `t8`.`Flights`,
      `t8`.`Ship`,
      `t8`.`Bord`,
      `t8`.`Elec`,
      `t8`.`Gas`,
      `t8`.`ConSpeed`,
      `t8`.`Cov4G`,
      `t8`.`Embs`,
      `t8`.`IGOs`,
      `t8`.`UNVote`,
      `t8`.`Renew`,
      `t8`.`PrimEner`,
      `t8`.`CO2`,
      `t8`.`MatCon`,
      `t8`.`Forest`,
      `t8`.`Poverty`,
      `t8`.`Palma`,
      `t8`.`TertGrad`,
      `t8`.`FreePress`,
      `t8`.`TolMin`,
      `t8`.`NGOs`,
      `t8`.`CPI`,
      `t8`.`FemLab`,
      `t8`.`WomParl`,
      `t8`.`PubDebt`,
      `t8`.`PrivDebt`,
      `t8`.`GDPGrow`,
      `t8`.`RDExp`,
      `t8`.`NEET`,
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
      `t8`.`Goods_value`,
      `t8`.`Services_value`,
      `t8`.`FDI_value`,
      `t8`.`PRemit_value`,
      `t8`.`ForPort_value`,
      `t8`.`CostImpEx_value`,
      `t8`.`Tariff_value`,
      `t8`.`TBTs_value`,
      `t8`.`TIRcon_value`,
      `t8`.`RTAs_value`,
      `t8`.`Visa_value`,
      `t8`.`StMob_value`,
      `t8`.`Research_value`,
      `t8`.`Pat_value`,
      `t8`.`CultServ_value`,
      `t8`.`CultGood_value`,
      `t8`.`Tourist_value`,
      `t8`.`MigStock_value`,
      `t8`.`Lang_value`,
      `t8`.`LPI_value`,
      `t8`.`Flights_value`,
      `t8`.`Ship_value`,
      `t8`.`Bord_value`,
      `t8`.`Elec_value`,
      `t8`.`Gas_value`,
      `t8`.`ConSpeed_value`,
      `t8`.`Cov4G_value`,
      `t8`.`Embs_value`,
      `t8`.`IGOs_value`,
      `t8`.`UNVote_value`,
      `t8`.`Renew_value`,
      `t8`.`PrimEner_value`,
      `t8`.`CO2_value`,
      `t8`.`MatCon_value`,
      `t8`.`Forest_value`,
      `t8`.`Poverty_value`,
      `t8`.`Palma_value`,
      `t8`.`TertGrad_value`,
      `t8`.`FreePress_value`,
      `t8`.`TolMin_value`,
      `t8`.`NGOs_value`,
      `t8`.`CPI_value`,
      `t8`.`FemLab_value`,
      `t8`.`WomParl_value`,
      `t8`.`PubDebt_value`,
      `t8`.`PrivDebt_value`,
      `t8`.`GDPGrow_value`,
      `t8`.`RDExp_value`,
      `t8`.`NEET_value`,
      `t8`.`Goods_lo`,
      `t8`.`Goods_hi`,
      `t8`.`Services_lo`,
      `t8`.`Services_hi`,
      `t8`.`FDI_lo`,
      `t8`.`FDI_hi`,
      `t8`.`PRemit_lo`,
      `t8`.`PRemit_hi`,
      `t8`.`ForPort_lo`,
      `t8`.`ForPort_hi`,
      `t8`.`CostImpEx_lo`,
      `t8`.`CostImpEx_hi`,
      `t8`.`Tariff_lo`,
      `t8`.`Tariff_hi`,
      `t8`.`TBTs_lo`,
      `t8`.`TBTs_hi`,
      `t8`.`TIRcon_lo`,
      `t8`.`TIRcon_hi`,
      `t8`.`RTAs_lo`,
      `t8`.`RTAs_hi`,
      `t8`.`Visa_lo`,
      `t8`.`Visa_hi`,
      `t8`.`StMob_lo`,
      `t8`.`StMob_hi`,
      `t8`.`Research_lo`,
      `t8`.`Research_hi`,
      `t8`.`Pat_lo`,
      `t8`.`Pat_hi`,
      `t8`.`CultServ_lo`,
      `t8`.`CultServ_hi`,
      `t8`.`CultGood_lo`,
      `t8`.`CultGood_hi`,
      `t8`.`Tourist_lo`,
      `t8`.`Tourist_hi`,
      `t8`.`MigStock_lo`,
      `t8`.`MigStock_hi`,
      `t8`.`Lang_lo`,
      `t8`.`Lang_hi`,
      `t8`.`LPI_lo`,
      `t8`.`LPI_hi`,
      `t8`.`Flights_lo`,
      `t8`.`Flights_hi`,
      `t8`.`Ship_lo`,
      `t8`.`Ship_hi`,
      `t8`.`Bord_lo`,
      `t8`.`Bord_hi`,
      `t8`.`Elec_lo`,
      `t8`.`Elec_hi`,
      `t8`.`Gas_lo`,
      `t8`.`Gas_hi`,
      `t8`.`ConSpeed_lo`,
      `t8`.`ConSpeed_hi`,
      `t8`.`Cov4G_lo`,
      `t8`.`Cov4G_hi`,
      `t8`.`Embs_lo`,
      `t8`.`Embs_hi`,
      `t8`.`IGOs_lo`,
      `t8`.`IGOs_hi`,
      `t8`.`UNVote_lo`,
      `t8`.`UNVote_hi`,
      `t8`.`Renew_lo`,
      `t8`.`Renew_hi`,
      `t8`.`PrimEner_lo`,
      `t8`.`PrimEner_hi`,
      `t8`.`CO2_lo`,
      `t8`.`CO2_hi`,
      `t8`.`MatCon_lo`,
      `t8`.`MatCon_hi`,
      `t8`.`Forest_lo`,
      `t8`.`Forest_hi`,
      `t8`.`Poverty_lo`,
      `t8`.`Poverty_hi`,
      `t8`.`Palma_lo`,
      `t8`.`Palma_hi`,
      `t8`.`TertGrad_lo`,
      `t8`.`TertGrad_hi`,
      `t8`.`FreePress_lo`,
      `t8`.`FreePress_hi`,
      `t8`.`TolMin_lo`,
      `t8`.`TolMin_hi`,
      `t8`.`NGOs_lo`,
      `t8`.`NGOs_hi`,
      `t8`.`CPI_lo`,
      `t8`.`CPI_hi`,
      `t8`.`FemLab_lo`,
      `t8`.`FemLab_hi`,
      `t8`.`WomParl_lo`,
      `t8`.`WomParl_hi`,
      `t8`.`PubDebt_lo`,
      `t8`.`PubDebt_hi`,
      `t8`.`PrivDebt_lo`,
      `t8`.`PrivDebt_hi`,
      `t8`.`GDPGrow_lo`,
      `t8`.`GDPGrow_hi`,
      `t8`.`RDExp_lo`,
      `t8`.`RDExp_hi`,
      `t8`.`NEET_lo`,
      `t8`.`NEET_hi`,
      `t8`.`Goods_own`,
      `t8`.`Services_own`,
      `t8`.`FDI_own`,
      `t8`.`PRemit_own`,
      `t8`.`ForPort_own`,
      `t8`.`CostImpEx_own`,
      `t8`.`Tariff_own`,
      `t8`.`TBTs_own`,
      `t8`.`TIRcon_own`,
      `t8`.`RTAs_own`,
      `t8`.`Visa_own`,
      `t8`.`StMob_own`,
      `t8`.`Research_own`,
      `t8`.`Pat_own`,
      `t8`.`CultServ_own`,
      `t8`.`CultGood_own`,
      `t8`.`Tourist_own`,
      `t8`.`MigStock_own`,
      `t8`.`Lang_own`,
      `t8`.`LPI_own`,
      `t8`.`Flights_own`,
      `t8`.`Ship_own`,
      `t8`.`Bord_own`,
      `t8`.`Elec_own`,
      `t8`.`Gas_own`,
      `t8`.`ConSpeed_own`,
      `t8`.`Cov4G_own`,
      `t8`.`Embs_own`,
      `t8`.`IGOs_own`,
      `t8`.`UNVote_own`,
      `t8`.`Renew_own`,
      `t8`.`PrimEner_own`,
      `t8`.`CO2_own`,
      `t8`.`MatCon_own`,
      `t8`.`Forest_own`,
      `t8`.`Poverty_own`,
      `t8`.`Palma_own`,
      `t8`.`TertGrad_own`,
      `t8`.`FreePress_own`,
      `t8`.`TolMin_own`,
      `t8`.`NGOs_own`,
      `t8`.`CPI_own`,
      `t8`.`FemLab_own`,
      `t8`.`WomParl_own`,
      `t8`.`PubDebt_own`,
      `t8`.`PrivDebt_own`,
      `t8`.`GDPGrow_own`,
      `t8`.`RDExp_own`,
      `t8`.`NEET_own`,
      CASE
        WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Goods_own`
      END AS `Goods_score`,
      CASE
        WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Services_own`
      END AS `Services_score`,
      CASE
        WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`FDI_own`
      END AS `FDI_score`,
      CASE
        WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`PRemit_own`
      END AS `PRemit_score`,
      CASE
        WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`ForPort_own`
      END AS `ForPort_score`,
      CASE
        WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`CostImpEx_own`
      END AS `CostImpEx_score`,
      CASE
        WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Tariff_own`
      END AS `Tariff_score`,
      CASE
        WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`TBTs_own`
      END AS `TBTs_score`,
      CASE
        WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`TIRcon_own`
      END AS `TIRcon_score`,
      CASE
        WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`RTAs_own`
      END AS `RTAs_score`,
      CASE
        WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Visa_own`
      END AS `Visa_score`,
      CASE
        WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`StMob_own`
      END AS `StMob_score`,
      CASE
        WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Research_own`
      END AS `Research_score`,
      CASE
        WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Pat_own`
      END AS `Pat_score`,
      CASE
        WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`CultServ_own`
      END AS `CultServ_score`,
      CASE
        WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`CultGood_own`
      END AS `CultGood_score`,
      CASE
        WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Tourist_own`
      END AS `Tourist_score`,
      CASE
        WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`MigStock_own`
      END AS `MigStock_score`,
      CASE
        WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Lang_own`
      END AS `Lang_score`,
      CASE
        WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`LPI_own`
      END AS `LPI_score`,
      CASE
        WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Flights_own`
      END AS `Flights_score`,
      CASE
        WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Ship_own`
      END AS `Ship_score`,
      CASE
        WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Bord_own`
      END AS `Bord_score`,
      CASE
        WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Elec_own`
      END AS `Elec_score`,
      CASE
        WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Gas_own`
      END AS `Gas_score`,
      CASE
        WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`ConSpeed_own`
      END AS `ConSpeed_score`,
      CASE
        WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Cov4G_own`
      END AS `Cov4G_score`,
      CASE
        WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Embs_own`
      END AS `Embs_score`,
      CASE
        WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`IGOs_own`
      END AS `IGOs_score`,
      CASE
        WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`UNVote_own`
      END AS `UNVote_score`,
      CASE
        WHEN `t8`.`Renew_value` IS NULL OR ISNAN(`t8`.`Renew_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Renew_own`
      END AS `Renew_score`,
      CASE
        WHEN `t8`.`PrimEner_value` IS NULL OR ISNAN(`t8`.`PrimEner_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`PrimEner_own`
      END AS `PrimEner_score`,
      CASE
        WHEN `t8`.`CO2_value` IS NULL OR ISNAN(`t8`.`CO2_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`CO2_own`
      END AS `CO2_score`,
      CASE
        WHEN `t8`.`MatCon_value` IS NULL OR ISNAN(`t8`.`MatCon_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`MatCon_own`
      END AS `MatCon_score`,
      CASE
        WHEN `t8`.`Forest_value` IS NULL OR ISNAN(`t8`.`Forest_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Forest_own`
      END AS `Forest_score`,
      CASE
        WHEN `t8`.`Poverty_value` IS NULL OR ISNAN(`t8`.`Poverty_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Poverty_own`
      END AS `Poverty_score`,
      CASE
        WHEN `t8`.`Palma_value` IS NULL OR ISNAN(`t8`.`Palma_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`Palma_own`
      END AS `Palma_score`,
      CASE
        WHEN `t8`.`TertGrad_value` IS NULL OR ISNAN(`t8`.`TertGrad_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`TertGrad_own`
      END AS `TertGrad_score`,
      CASE
        WHEN `t8`.`FreePress_value` IS NULL OR ISNAN(`t8`.`FreePress_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`FreePress_own`
      END AS `FreePress_score`,
      CASE
        WHEN `t8`.`TolMin_value` IS NULL OR ISNAN(`t8`.`TolMin_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`TolMin_own`
      END AS `TolMin_score`,
      CASE
        WHEN `t8`.`NGOs_value` IS NULL OR ISNAN(`t8`.`NGOs_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`NGOs_own`
      END AS `NGOs_score`,
      CASE
        WHEN `t8`.`CPI_value` IS NULL OR ISNAN(`t8`.`CPI_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`CPI_own`
      END AS `CPI_score`,
      CASE
        WHEN `t8`.`FemLab_value` IS NULL OR ISNAN(`t8`.`FemLab_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`FemLab_own`
      END AS `FemLab_score`,
      CASE
        WHEN `t8`.`WomParl_value` IS NULL OR ISNAN(`t8`.`WomParl_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`WomParl_own`
      END AS `WomParl_score`,
      CASE
        WHEN `t8`.`PubDebt_value` IS NULL OR ISNAN(`t8`.`PubDebt_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`PubDebt_own`
      END AS `PubDebt_score`,
      CASE
        WHEN `t8`.`PrivDebt_value` IS NULL OR ISNAN(`t8`.`PrivDebt_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`PrivDebt_own`
      END AS `PrivDebt_score`,
      CASE
        WHEN `t8`.`GDPGrow_value` IS NULL OR ISNAN(`t8`.`GDPGrow_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`GDPGrow_own`
      END AS `GDPGrow_score`,
      CASE
        WHEN `t8`.`RDExp_value` IS NULL OR ISNAN(`t8`.`RDExp_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`RDExp_own`
      END AS `RDExp_score`,
      CASE
        WHEN `t8`.`NEET_value` IS NULL OR ISNAN(`t8`.`NEET_value`)
        THEN CAST(NULL AS DOUBLE)
        ELSE `t8`.`NEET_own`
      END AS `NEET_score`,
      IF(
        (
          IF(
            CASE
              WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Goods_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Goods_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Services_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Services_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`FDI_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`FDI_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`PRemit_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`PRemit_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ForPort_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`ForPort_own`
              END
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(
            CASE
              WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Goods_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Services_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`FDI_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`PRemit_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ForPort_own`
            END * 1.0,
            0.0
          )
        ) / (
          IF(
            CASE
              WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Goods_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Goods_value` IS NULL OR ISNAN(`t8`.`Goods_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Goods_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Services_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Services_value` IS NULL OR ISNAN(`t8`.`Services_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Services_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`FDI_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`FDI_value` IS NULL OR ISNAN(`t8`.`FDI_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`FDI_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`PRemit_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`PRemit_value` IS NULL OR ISNAN(`t8`.`PRemit_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`PRemit_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ForPort_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`ForPort_value` IS NULL OR ISNAN(`t8`.`ForPort_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`ForPort_own`
              END
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ) AS `ConEcFin_score`,
      IF(
        (
          IF(
            CASE
              WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CostImpEx_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CostImpEx_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tariff_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Tariff_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TBTs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`TBTs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TIRcon_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`TIRcon_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`RTAs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`RTAs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Visa_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Visa_own`
              END
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(
            CASE
              WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CostImpEx_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tariff_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TBTs_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TIRcon_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`RTAs_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Visa_own`
            END * 1.0,
            0.0
          )
        ) / (
          IF(
            CASE
              WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CostImpEx_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CostImpEx_value` IS NULL OR ISNAN(`t8`.`CostImpEx_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CostImpEx_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tariff_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Tariff_value` IS NULL OR ISNAN(`t8`.`Tariff_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Tariff_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TBTs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`TBTs_value` IS NULL OR ISNAN(`t8`.`TBTs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`TBTs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`TIRcon_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`TIRcon_value` IS NULL OR ISNAN(`t8`.`TIRcon_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`TIRcon_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`RTAs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`RTAs_value` IS NULL OR ISNAN(`t8`.`RTAs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`RTAs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Visa_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Visa_value` IS NULL OR ISNAN(`t8`.`Visa_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Visa_own`
              END
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ) AS `Instit_score`,
      IF(
        (
          IF(
            CASE
              WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`StMob_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`StMob_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Research_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Research_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Pat_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Pat_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultServ_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CultServ_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultGood_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CultGood_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tourist_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Tourist_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`MigStock_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`MigStock_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Lang_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Lang_own`
              END
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(
            CASE
              WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`StMob_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Research_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Pat_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultServ_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultGood_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tourist_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`MigStock_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Lang_own`
            END * 1.0,
            0.0
          )
        ) / (
          IF(
            CASE
              WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`StMob_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`StMob_value` IS NULL OR ISNAN(`t8`.`StMob_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`StMob_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Research_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Research_value` IS NULL OR ISNAN(`t8`.`Research_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Research_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Pat_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Pat_value` IS NULL OR ISNAN(`t8`.`Pat_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Pat_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultServ_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CultServ_value` IS NULL OR ISNAN(`t8`.`CultServ_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CultServ_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`CultGood_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`CultGood_value` IS NULL OR ISNAN(`t8`.`CultGood_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`CultGood_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Tourist_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Tourist_value` IS NULL OR ISNAN(`t8`.`Tourist_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Tourist_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`MigStock_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`MigStock_value` IS NULL OR ISNAN(`t8`.`MigStock_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`MigStock_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Lang_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Lang_value` IS NULL OR ISNAN(`t8`.`Lang_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Lang_own`
              END
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ) AS `P2P_score`,
      IF(
        (
          IF(
            CASE
              WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`LPI_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`LPI_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Flights_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Flights_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Ship_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Ship_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Bord_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Bord_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Elec_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Elec_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Gas_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Gas_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ConSpeed_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`ConSpeed_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Cov4G_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Cov4G_own`
              END
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(
            CASE
              WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`LPI_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Flights_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Ship_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Bord_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Elec_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Gas_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ConSpeed_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Cov4G_own`
            END * 1.0,
            0.0
          )
        ) / (
          IF(
            CASE
              WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`LPI_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`LPI_value` IS NULL OR ISNAN(`t8`.`LPI_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`LPI_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Flights_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Flights_value` IS NULL OR ISNAN(`t8`.`Flights_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Flights_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Ship_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Ship_value` IS NULL OR ISNAN(`t8`.`Ship_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Ship_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Bord_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Bord_value` IS NULL OR ISNAN(`t8`.`Bord_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Bord_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Elec_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Elec_value` IS NULL OR ISNAN(`t8`.`Elec_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Elec_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Gas_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Gas_value` IS NULL OR ISNAN(`t8`.`Gas_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Gas_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`ConSpeed_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`ConSpeed_value` IS NULL OR ISNAN(`t8`.`ConSpeed_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`ConSpeed_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Cov4G_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Cov4G_value` IS NULL OR ISNAN(`t8`.`Cov4G_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Cov4G_own`
              END
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ) AS `Physical_score`,
      IF(
        (
          IF(
            CASE
              WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Embs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Embs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`IGOs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`IGOs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`UNVote_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`UNVote_own`
              END
            ),
            1.0,
            0.0
          )
        ) > 0,
        (
          COALESCE(
            CASE
              WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Embs_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`IGOs_own`
            END * 1.0,
            0.0
          ) + COALESCE(
            CASE
              WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`UNVote_own`
            END * 1.0,
            0.0
          )
        ) / (
          IF(
            CASE
              WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`Embs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`Embs_value` IS NULL OR ISNAN(`t8`.`Embs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`Embs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`IGOs_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`IGOs_value` IS NULL OR ISNAN(`t8`.`IGOs_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`IGOs_own`
              END
            ),
            1.0,
            0.0
          ) + IF(
            CASE
              WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
              THEN CAST(NULL AS DOUBLE)
              ELSE `t8`.`UNVote_own`
            END IS NOT NULL
            AND NOT ISNAN(
              CASE
                WHEN `t8`.`UNVote_value` IS NULL OR ISNAN(`t8`.`UNVote_value`)
                THEN CAST(NULL AS DOUBLE)
                ELSE `t8`.`UNVote_own`
              END
            ),
            1.0,
            0.0
          )
        ),
        CAST(NULL AS DOUBLE)
      ) AS `Political_score`
    FROM (
      SELECT
        `t7`.`subject_id`,
        `t7`.`subject_name`,
        `t7`.`Goods`,
        `t7`.`Services`,
        `t7`.`FDI`,
        `t7`.`PRemit`,
        `t7`.`ForPort`,
        `t7`.`CostImpEx`,
        `t7`.`Tariff`,
        `t7`.`TBTs`,
        `t7`.`TIRcon`,
        `t7`.`RTAs`,
        `t7`.`Visa`,
        `t7`.`StMob`,
        `t7`.`Research`,
        `t7`.`Pat`,
        `t7`.`CultServ`,
        `t7`.`CultGood`,
        `t7`.`Tourist`,
        `t7`.`MigStock`,
        `t7`.`Lang`,
        `t7`.`LPI`,
        `t7`.`Flights`,
        `t7`.`Ship`,
        `t7`.`Bord`,
        `t7`.`Elec`,
        `t7`.`Gas`,
        `t7`.`ConSpeed`,
        `t7`.`Cov4G`,
        `t7`.`Embs`,
        `t7`.`IGOs`,
        `t7`.`UNVote`,
        `t7`.`Renew`,
        `t7`.`PrimEner`,
        `t7`.`CO2`,
        `t7`.`MatCon`,
        `t7`.`Forest`,
        `t7`.`Poverty`,
        `t7`.`Palma`,
        `t7`.`TertGrad`,
        `t7`.`FreePress`,
        `t7`.`TolMin`,
        `t7`.`NGOs`,
        `t7`.`CPI`,
        `t7`.`FemLab`,
        `t7`.`WomParl`,
        `t7`.`PubDebt`,
        `t7`.`PrivDebt`,
        `t7`.`GDPGrow`,
        `t7`.`RDExp`,
        `t7`.`NEET`,
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
        `t7`.`Goods_value`,
        `t7`.`Services_value`,
        `t7`.`FDI_value`,
        `t7`.`PRemit_value`,
        `t7`.`ForPort_value`,
        `t7`.`CostImpEx_value`,
        `t7`.`Tariff_value`,
        `t7`.`TBTs_value`,
        `t7`.`TIRcon_value`,
        `t7`.`RTAs_value`,
        `t7`.`Visa_value`,
        `t7`.`StMob_value`,
        `t7`.`Research_value`,
        `t7`.`Pat_value`,
        `t7`.`CultServ_value`,
        `t7`.`CultGood_value`,
        `t7`.`Tourist_value`,
        `t7`.`MigStock_value`,
        `t7`.`Lang_value`,
        `t7`.`LPI_value`,
        `t7`.`Flights_value`,
        `t7`.`Ship_value`,
        `t7`.`Bord_value`,
        `t7`.`Elec_value`,
        `t7`.`Gas_value`,
        `t7`.`ConSpeed_value`,
        `t7`.`Cov4G_value`,
        `t7`.`Embs_value`,
        `t7`.`IGOs_value`,
        `t7`.`UNVote_value`,
        `t7`.`Renew_value`,
        `t7`.`PrimEner_value`,
        `t7`.`CO2_value`,
        `t7`.`MatCon_value`,
        `t7`.`Forest_value`,
        `t7`.`Poverty_value`,
        `t7`.`Palma_value`,
        `t7`.`TertGrad_value`,
        `t7`.`FreePress_value`,
        `t7`.`TolMin_value`,
        `t7`.`NGOs_value`,
        `t7`.`CPI_value`,
        `t7`.`FemLab_value`,
        `t7`.`WomParl_value`,
        `t7`.`PubDebt_value`,
        `t7`.`PrivDebt_value`,
        `t7`.`GDPGrow_value`,
        `t7`.`RDExp_value`,
        `t7`.`NEET_value`,
        `t7`.`Goods_lo`,
        `t7`.`Goods_hi`,
        `t7`.`Services_lo`,
        `t7`.`Services_hi`,
        `t7`.`FDI_lo`,
        `t7`.`FDI_hi`,
        `t7`.`PRemit_lo`,
        `t7`.`PRemit_hi`,
        `t7`.`ForPort_lo`,
        `t7`.`ForPort_hi`,
        `t7`.`CostImpEx_lo`,
        `t7`.`CostImpEx_hi`,
        `t7`.`Tariff_lo`,
        `t7`.`Tariff_hi`,
        `t7`.`TBTs_lo`,
        `t7`.`TBTs_hi`,
        `t7`.`TIRcon_lo`,
        `t7`.`TIRcon_hi`,
        `t7`.`RTAs_lo`,
        `t7`.`RTAs_hi`,
        `t7`.`Visa_lo`,
        `t7`.`Visa_hi`,
        `t7`.`StMob_lo`,
        `t7`.`StMob_hi`,
        `t7`.`Research_lo`,
        `t7`.`Research_hi`,
        `t7`.`Pat_lo`,
        `t7`.`Pat_hi`,
        `t7`.`CultServ_lo`,
        `t7`.`CultServ_hi`,
        `t7`.`CultGood_lo`,
        `t7`.`CultGood_hi`,
        `t7`.`Tourist_lo`,
        `t7`.`Tourist_hi`,
        `t7`.`MigStock_lo`,
        `t7`.`MigStock_hi`,
        `t7`.`Lang_lo`,
        `t7`.`Lang_hi`,
        `t7`.`LPI_lo`,
        `t7`.`LPI_hi`,
        `t7`.`Flights_lo`,
        `t7`.`Flights_hi`,
        `t7`.`Ship_lo`,
        `t7`.`Ship_hi`,
        `t7`.`Bord_lo`,
        `t7`.`Bord_hi`,
        `t7`.`Elec_lo`,
        `t7`.`Elec_hi`,
        `t7`.`Gas_lo`,
        `t7`.`Gas_hi`,
        `t7`.`ConSpeed_lo`,
        `t7`.`ConSpeed_hi`,
        `t7`.`Cov4G_lo`,
        `t7`.`Cov4G_hi`,
        `t7`.`Embs_lo`,
        `t7`.`Embs_hi`,
        `t7`.`IGOs_lo`,
        `t7`.`IGOs_hi`,
        `t7`.`UNVote_lo`,
        `t7`.`UNVote_hi`,
        `t7`.`Renew_lo`,
        `t7`.`Renew_hi`,
        `t7`.`PrimEner_lo`,
        `t7`.`PrimEner_hi`,
        `t7`.`CO2_lo`,
        `t7`.`CO2_hi`,
        `t7`.`MatCon_lo`,
        `t7`.`MatCon_hi`,
        `t7`.`Forest_lo`,
        `t7`.`Forest_hi`,
        `t7`.`Poverty_lo`,
        `t7`.`Poverty_hi`,
        `t7`.`Palma_lo`,
        `t7`.`Palma_hi`,
        `t7`.`TertGrad_lo`,
        `t7`.`TertGrad_hi`,
        `t7`.`FreePress_lo`,
        `t7`.`FreePress_hi`,
        `t7`.`TolMin_lo`,
        `t7`.`TolMin_hi`,
        `t7`.`NGOs_lo`,
        `t7`.`NGOs_hi`,
        `t7`.`CPI_lo`,
        `t7`.`CPI_hi`,
        `t7`.`FemLab_lo`,
        `t7`.`FemLab_hi`,
        `t7`.`WomParl_lo`,
        `t7`.`WomParl_hi`,
        `t7`.`PubDebt_lo`,
        `t7`.`PubDebt_hi`,
        `t7`.`PrivDebt_lo`,
        `t7`.`PrivDebt_hi`,
        `t7`.`GDPGrow_lo`,
        `t7`.`GDPGrow_hi`,
        `t7`.`RDExp_lo`,
        `t7`.`RDExp_hi`,
        `t7`.`NEET_lo`,
        `t7`.`NEET_hi`,
        IF(
          `t7`.`Goods_value` IS NOT NULL AND NOT ISNAN(`t7`.`Goods_value`),
          IF(
            `t7`.`Goods_hi` > `t7`.`Goods_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Goods_value` - `t7`.`Goods_lo`
                      ) / (
                        `t7`.`Goods_hi` - `t7`.`Goods_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Goods_value` - `t7`.`Goods_lo`
                    ) / (
                      `t7`.`Goods_hi` - `t7`.`Goods_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Goods_value` - `t7`.`Goods_lo`
                      ) / (
                        `t7`.`Goods_hi` - `t7`.`Goods_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Goods_value` - `t7`.`Goods_lo`
                    ) / (
                      `t7`.`Goods_hi` - `t7`.`Goods_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Goods_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Goods_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Goods_own`,
        IF(
          `t7`.`Services_value` IS NOT NULL AND NOT ISNAN(`t7`.`Services_value`),
          IF(
            `t7`.`Services_hi` > `t7`.`Services_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Services_value` - `t7`.`Services_lo`
                      ) / (
                        `t7`.`Services_hi` - `t7`.`Services_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Services_value` - `t7`.`Services_lo`
                    ) / (
                      `t7`.`Services_hi` - `t7`.`Services_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Services_value` - `t7`.`Services_lo`
                      ) / (
                        `t7`.`Services_hi` - `t7`.`Services_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Services_value` - `t7`.`Services_lo`
                    ) / (
                      `t7`.`Services_hi` - `t7`.`Services_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Services_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Services_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Services_own`,
        IF(
          `t7`.`FDI_value` IS NOT NULL AND NOT ISNAN(`t7`.`FDI_value`),
          IF(
            `t7`.`FDI_hi` > `t7`.`FDI_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`FDI_value` - `t7`.`FDI_lo`
                      ) / (
                        `t7`.`FDI_hi` - `t7`.`FDI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FDI_value` - `t7`.`FDI_lo`
                    ) / (
                      `t7`.`FDI_hi` - `t7`.`FDI_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`FDI_value` - `t7`.`FDI_lo`
                      ) / (
                        `t7`.`FDI_hi` - `t7`.`FDI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FDI_value` - `t7`.`FDI_lo`
                    ) / (
                      `t7`.`FDI_hi` - `t7`.`FDI_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`FDI_hi` IS NOT NULL AND NOT ISNAN(`t7`.`FDI_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `FDI_own`,
        IF(
          `t7`.`PRemit_value` IS NOT NULL AND NOT ISNAN(`t7`.`PRemit_value`),
          IF(
            `t7`.`PRemit_hi` > `t7`.`PRemit_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`PRemit_value` - `t7`.`PRemit_lo`
                      ) / (
                        `t7`.`PRemit_hi` - `t7`.`PRemit_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PRemit_value` - `t7`.`PRemit_lo`
                    ) / (
                      `t7`.`PRemit_hi` - `t7`.`PRemit_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`PRemit_value` - `t7`.`PRemit_lo`
                      ) / (
                        `t7`.`PRemit_hi` - `t7`.`PRemit_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PRemit_value` - `t7`.`PRemit_lo`
                    ) / (
                      `t7`.`PRemit_hi` - `t7`.`PRemit_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`PRemit_hi` IS NOT NULL AND NOT ISNAN(`t7`.`PRemit_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `PRemit_own`,
        IF(
          `t7`.`ForPort_value` IS NOT NULL AND NOT ISNAN(`t7`.`ForPort_value`),
          IF(
            `t7`.`ForPort_hi` > `t7`.`ForPort_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`ForPort_value` - `t7`.`ForPort_lo`
                      ) / (
                        `t7`.`ForPort_hi` - `t7`.`ForPort_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`ForPort_value` - `t7`.`ForPort_lo`
                    ) / (
                      `t7`.`ForPort_hi` - `t7`.`ForPort_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`ForPort_value` - `t7`.`ForPort_lo`
                      ) / (
                        `t7`.`ForPort_hi` - `t7`.`ForPort_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`ForPort_value` - `t7`.`ForPort_lo`
                    ) / (
                      `t7`.`ForPort_hi` - `t7`.`ForPort_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`ForPort_hi` IS NOT NULL AND NOT ISNAN(`t7`.`ForPort_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `ForPort_own`,
        IF(
          `t7`.`CostImpEx_value` IS NOT NULL AND NOT ISNAN(`t7`.`CostImpEx_value`),
          IF(
            `t7`.`CostImpEx_hi` > `t7`.`CostImpEx_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_value`
                      ) / (
                        `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_value`
                    ) / (
                      `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_value`
                      ) / (
                        `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_value`
                    ) / (
                      `t7`.`CostImpEx_hi` - `t7`.`CostImpEx_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`CostImpEx_hi` IS NOT NULL AND NOT ISNAN(`t7`.`CostImpEx_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `CostImpEx_own`,
        IF(
          `t7`.`Tariff_value` IS NOT NULL AND NOT ISNAN(`t7`.`Tariff_value`),
          IF(
            `t7`.`Tariff_hi` > `t7`.`Tariff_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Tariff_hi` - `t7`.`Tariff_value`
                      ) / (
                        `t7`.`Tariff_hi` - `t7`.`Tariff_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Tariff_hi` - `t7`.`Tariff_value`
                    ) / (
                      `t7`.`Tariff_hi` - `t7`.`Tariff_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Tariff_hi` - `t7`.`Tariff_value`
                      ) / (
                        `t7`.`Tariff_hi` - `t7`.`Tariff_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Tariff_hi` - `t7`.`Tariff_value`
                    ) / (
                      `t7`.`Tariff_hi` - `t7`.`Tariff_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Tariff_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Tariff_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Tariff_own`,
        IF(
          `t7`.`TBTs_value` IS NOT NULL AND NOT ISNAN(`t7`.`TBTs_value`),
          IF(
            `t7`.`TBTs_hi` > `t7`.`TBTs_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`TBTs_hi` - `t7`.`TBTs_value`
                      ) / (
                        `t7`.`TBTs_hi` - `t7`.`TBTs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TBTs_hi` - `t7`.`TBTs_value`
                    ) / (
                      `t7`.`TBTs_hi` - `t7`.`TBTs_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`TBTs_hi` - `t7`.`TBTs_value`
                      ) / (
                        `t7`.`TBTs_hi` - `t7`.`TBTs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TBTs_hi` - `t7`.`TBTs_value`
                    ) / (
                      `t7`.`TBTs_hi` - `t7`.`TBTs_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`TBTs_hi` IS NOT NULL AND NOT ISNAN(`t7`.`TBTs_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `TBTs_own`,
        IF(
          `t7`.`TIRcon_value` IS NOT NULL AND NOT ISNAN(`t7`.`TIRcon_value`),
          IF(
            `t7`.`TIRcon_hi` > `t7`.`TIRcon_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`TIRcon_value` - `t7`.`TIRcon_lo`
                      ) / (
                        `t7`.`TIRcon_hi` - `t7`.`TIRcon_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TIRcon_value` - `t7`.`TIRcon_lo`
                    ) / (
                      `t7`.`TIRcon_hi` - `t7`.`TIRcon_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`TIRcon_value` - `t7`.`TIRcon_lo`
                      ) / (
                        `t7`.`TIRcon_hi` - `t7`.`TIRcon_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TIRcon_value` - `t7`.`TIRcon_lo`
                    ) / (
                      `t7`.`TIRcon_hi` - `t7`.`TIRcon_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`TIRcon_hi` IS NOT NULL AND NOT ISNAN(`t7`.`TIRcon_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `TIRcon_own`,
        IF(
          `t7`.`RTAs_value` IS NOT NULL AND NOT ISNAN(`t7`.`RTAs_value`),
          IF(
            `t7`.`RTAs_hi` > `t7`.`RTAs_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`RTAs_value` - `t7`.`RTAs_lo`
                      ) / (
                        `t7`.`RTAs_hi` - `t7`.`RTAs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`RTAs_value` - `t7`.`RTAs_lo`
                    ) / (
                      `t7`.`RTAs_hi` - `t7`.`RTAs_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`RTAs_value` - `t7`.`RTAs_lo`
                      ) / (
                        `t7`.`RTAs_hi` - `t7`.`RTAs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`RTAs_value` - `t7`.`RTAs_lo`
                    ) / (
                      `t7`.`RTAs_hi` - `t7`.`RTAs_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`RTAs_hi` IS NOT NULL AND NOT ISNAN(`t7`.`RTAs_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `RTAs_own`,
        IF(
          `t7`.`Visa_value` IS NOT NULL AND NOT ISNAN(`t7`.`Visa_value`),
          IF(
            `t7`.`Visa_hi` > `t7`.`Visa_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Visa_value` - `t7`.`Visa_lo`
                      ) / (
                        `t7`.`Visa_hi` - `t7`.`Visa_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Visa_value` - `t7`.`Visa_lo`
                    ) / (
                      `t7`.`Visa_hi` - `t7`.`Visa_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Visa_value` - `t7`.`Visa_lo`
                      ) / (
                        `t7`.`Visa_hi` - `t7`.`Visa_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Visa_value` - `t7`.`Visa_lo`
                    ) / (
                      `t7`.`Visa_hi` - `t7`.`Visa_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Visa_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Visa_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Visa_own`,
        IF(
          `t7`.`StMob_value` IS NOT NULL AND NOT ISNAN(`t7`.`StMob_value`),
          IF(
            `t7`.`StMob_hi` > `t7`.`StMob_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`StMob_value` - `t7`.`StMob_lo`
                      ) / (
                        `t7`.`StMob_hi` - `t7`.`StMob_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`StMob_value` - `t7`.`StMob_lo`
                    ) / (
                      `t7`.`StMob_hi` - `t7`.`StMob_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`StMob_value` - `t7`.`StMob_lo`
                      ) / (
                        `t7`.`StMob_hi` - `t7`.`StMob_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`StMob_value` - `t7`.`StMob_lo`
                    ) / (
                      `t7`.`StMob_hi` - `t7`.`StMob_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`StMob_hi` IS NOT NULL AND NOT ISNAN(`t7`.`StMob_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `StMob_own`,
        IF(
          `t7`.`Research_value` IS NOT NULL AND NOT ISNAN(`t7`.`Research_value`),
          IF(
            `t7`.`Research_hi` > `t7`.`Research_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Research_value` - `t7`.`Research_lo`
                      ) / (
                        `t7`.`Research_hi` - `t7`.`Research_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Research_value` - `t7`.`Research_lo`
                    ) / (
                      `t7`.`Research_hi` - `t7`.`Research_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Research_value` - `t7`.`Research_lo`
                      ) / (
                        `t7`.`Research_hi` - `t7`.`Research_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Research_value` - `t7`.`Research_lo`
                    ) / (
                      `t7`.`Research_hi` - `t7`.`Research_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Research_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Research_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Research_own`,
        IF(
          `t7`.`Pat_value` IS NOT NULL AND NOT ISNAN(`t7`.`Pat_value`),
          IF(
            `t7`.`Pat_hi` > `t7`.`Pat_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Pat_value` - `t7`.`Pat_lo`
                      ) / (
                        `t7`.`Pat_hi` - `t7`.`Pat_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Pat_value` - `t7`.`Pat_lo`
                    ) / (
                      `t7`.`Pat_hi` - `t7`.`Pat_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Pat_value` - `t7`.`Pat_lo`
                      ) / (
                        `t7`.`Pat_hi` - `t7`.`Pat_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Pat_value` - `t7`.`Pat_lo`
                    ) / (
                      `t7`.`Pat_hi` - `t7`.`Pat_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Pat_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Pat_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Pat_own`,
        IF(
          `t7`.`CultServ_value` IS NOT NULL AND NOT ISNAN(`t7`.`CultServ_value`),
          IF(
            `t7`.`CultServ_hi` > `t7`.`CultServ_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`CultServ_value` - `t7`.`CultServ_lo`
                      ) / (
                        `t7`.`CultServ_hi` - `t7`.`CultServ_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CultServ_value` - `t7`.`CultServ_lo`
                    ) / (
                      `t7`.`CultServ_hi` - `t7`.`CultServ_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`CultServ_value` - `t7`.`CultServ_lo`
                      ) / (
                        `t7`.`CultServ_hi` - `t7`.`CultServ_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CultServ_value` - `t7`.`CultServ_lo`
                    ) / (
                      `t7`.`CultServ_hi` - `t7`.`CultServ_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`CultServ_hi` IS NOT NULL AND NOT ISNAN(`t7`.`CultServ_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `CultServ_own`,
        IF(
          `t7`.`CultGood_value` IS NOT NULL AND NOT ISNAN(`t7`.`CultGood_value`),
          IF(
            `t7`.`CultGood_hi` > `t7`.`CultGood_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`CultGood_value` - `t7`.`CultGood_lo`
                      ) / (
                        `t7`.`CultGood_hi` - `t7`.`CultGood_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CultGood_value` - `t7`.`CultGood_lo`
                    ) / (
                      `t7`.`CultGood_hi` - `t7`.`CultGood_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`CultGood_value` - `t7`.`CultGood_lo`
                      ) / (
                        `t7`.`CultGood_hi` - `t7`.`CultGood_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CultGood_value` - `t7`.`CultGood_lo`
                    ) / (
                      `t7`.`CultGood_hi` - `t7`.`CultGood_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`CultGood_hi` IS NOT NULL AND NOT ISNAN(`t7`.`CultGood_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `CultGood_own`,
        IF(
          `t7`.`Tourist_value` IS NOT NULL AND NOT ISNAN(`t7`.`Tourist_value`),
          IF(
            `t7`.`Tourist_hi` > `t7`.`Tourist_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Tourist_value` - `t7`.`Tourist_lo`
                      ) / (
                        `t7`.`Tourist_hi` - `t7`.`Tourist_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Tourist_value` - `t7`.`Tourist_lo`
                    ) / (
                      `t7`.`Tourist_hi` - `t7`.`Tourist_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Tourist_value` - `t7`.`Tourist_lo`
                      ) / (
                        `t7`.`Tourist_hi` - `t7`.`Tourist_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Tourist_value` - `t7`.`Tourist_lo`
                    ) / (
                      `t7`.`Tourist_hi` - `t7`.`Tourist_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Tourist_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Tourist_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Tourist_own`,
        IF(
          `t7`.`MigStock_value` IS NOT NULL AND NOT ISNAN(`t7`.`MigStock_value`),
          IF(
            `t7`.`MigStock_hi` > `t7`.`MigStock_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`MigStock_value` - `t7`.`MigStock_lo`
                      ) / (
                        `t7`.`MigStock_hi` - `t7`.`MigStock_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`MigStock_value` - `t7`.`MigStock_lo`
                    ) / (
                      `t7`.`MigStock_hi` - `t7`.`MigStock_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`MigStock_value` - `t7`.`MigStock_lo`
                      ) / (
                        `t7`.`MigStock_hi` - `t7`.`MigStock_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`MigStock_value` - `t7`.`MigStock_lo`
                    ) / (
                      `t7`.`MigStock_hi` - `t7`.`MigStock_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`MigStock_hi` IS NOT NULL AND NOT ISNAN(`t7`.`MigStock_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `MigStock_own`,
        IF(
          `t7`.`Lang_value` IS NOT NULL AND NOT ISNAN(`t7`.`Lang_value`),
          IF(
            `t7`.`Lang_hi` > `t7`.`Lang_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Lang_value` - `t7`.`Lang_lo`
                      ) / (
                        `t7`.`Lang_hi` - `t7`.`Lang_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Lang_value` - `t7`.`Lang_lo`
                    ) / (
                      `t7`.`Lang_hi` - `t7`.`Lang_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Lang_value` - `t7`.`Lang_lo`
                      ) / (
                        `t7`.`Lang_hi` - `t7`.`Lang_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Lang_value` - `t7`.`Lang_lo`
                    ) / (
                      `t7`.`Lang_hi` - `t7`.`Lang_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Lang_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Lang_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Lang_own`,
        IF(
          `t7`.`LPI_value` IS NOT NULL AND NOT ISNAN(`t7`.`LPI_value`),
          IF(
            `t7`.`LPI_hi` > `t7`.`LPI_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`LPI_value` - `t7`.`LPI_lo`
                      ) / (
                        `t7`.`LPI_hi` - `t7`.`LPI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`LPI_value` - `t7`.`LPI_lo`
                    ) / (
                      `t7`.`LPI_hi` - `t7`.`LPI_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`LPI_value` - `t7`.`LPI_lo`
                      ) / (
                        `t7`.`LPI_hi` - `t7`.`LPI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`LPI_value` - `t7`.`LPI_lo`
                    ) / (
                      `t7`.`LPI_hi` - `t7`.`LPI_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`LPI_hi` IS NOT NULL AND NOT ISNAN(`t7`.`LPI_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `LPI_own`,
        IF(
          `t7`.`Flights_value` IS NOT NULL AND NOT ISNAN(`t7`.`Flights_value`),
          IF(
            `t7`.`Flights_hi` > `t7`.`Flights_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Flights_value` - `t7`.`Flights_lo`
                      ) / (
                        `t7`.`Flights_hi` - `t7`.`Flights_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Flights_value` - `t7`.`Flights_lo`
                    ) / (
                      `t7`.`Flights_hi` - `t7`.`Flights_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Flights_value` - `t7`.`Flights_lo`
                      ) / (
                        `t7`.`Flights_hi` - `t7`.`Flights_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Flights_value` - `t7`.`Flights_lo`
                    ) / (
                      `t7`.`Flights_hi` - `t7`.`Flights_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Flights_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Flights_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Flights_own`,
        IF(
          `t7`.`Ship_value` IS NOT NULL AND NOT ISNAN(`t7`.`Ship_value`),
          IF(
            `t7`.`Ship_hi` > `t7`.`Ship_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Ship_value` - `t7`.`Ship_lo`
                      ) / (
                        `t7`.`Ship_hi` - `t7`.`Ship_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Ship_value` - `t7`.`Ship_lo`
                    ) / (
                      `t7`.`Ship_hi` - `t7`.`Ship_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Ship_value` - `t7`.`Ship_lo`
                      ) / (
                        `t7`.`Ship_hi` - `t7`.`Ship_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Ship_value` - `t7`.`Ship_lo`
                    ) / (
                      `t7`.`Ship_hi` - `t7`.`Ship_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Ship_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Ship_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Ship_own`,
        IF(
          `t7`.`Bord_value` IS NOT NULL AND NOT ISNAN(`t7`.`Bord_value`),
          IF(
            `t7`.`Bord_hi` > `t7`.`Bord_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Bord_value` - `t7`.`Bord_lo`
                      ) / (
                        `t7`.`Bord_hi` - `t7`.`Bord_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Bord_value` - `t7`.`Bord_lo`
                    ) / (
                      `t7`.`Bord_hi` - `t7`.`Bord_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Bord_value` - `t7`.`Bord_lo`
                      ) / (
                        `t7`.`Bord_hi` - `t7`.`Bord_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Bord_value` - `t7`.`Bord_lo`
                    ) / (
                      `t7`.`Bord_hi` - `t7`.`Bord_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Bord_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Bord_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Bord_own`,
        IF(
          `t7`.`Elec_value` IS NOT NULL AND NOT ISNAN(`t7`.`Elec_value`),
          IF(
            `t7`.`Elec_hi` > `t7`.`Elec_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Elec_value` - `t7`.`Elec_lo`
                      ) / (
                        `t7`.`Elec_hi` - `t7`.`Elec_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Elec_value` - `t7`.`Elec_lo`
                    ) / (
                      `t7`.`Elec_hi` - `t7`.`Elec_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Elec_value` - `t7`.`Elec_lo`
                      ) / (
                        `t7`.`Elec_hi` - `t7`.`Elec_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Elec_value` - `t7`.`Elec_lo`
                    ) / (
                      `t7`.`Elec_hi` - `t7`.`Elec_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Elec_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Elec_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Elec_own`,
        IF(
          `t7`.`Gas_value` IS NOT NULL AND NOT ISNAN(`t7`.`Gas_value`),
          IF(
            `t7`.`Gas_hi` > `t7`.`Gas_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Gas_value` - `t7`.`Gas_lo`
                      ) / (
                        `t7`.`Gas_hi` - `t7`.`Gas_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Gas_value` - `t7`.`Gas_lo`
                    ) / (
                      `t7`.`Gas_hi` - `t7`.`Gas_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Gas_value` - `t7`.`Gas_lo`
                      ) / (
                        `t7`.`Gas_hi` - `t7`.`Gas_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Gas_value` - `t7`.`Gas_lo`
                    ) / (
                      `t7`.`Gas_hi` - `t7`.`Gas_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Gas_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Gas_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Gas_own`,
        IF(
          `t7`.`ConSpeed_value` IS NOT NULL AND NOT ISNAN(`t7`.`ConSpeed_value`),
          IF(
            `t7`.`ConSpeed_hi` > `t7`.`ConSpeed_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`ConSpeed_value` - `t7`.`ConSpeed_lo`
                      ) / (
                        `t7`.`ConSpeed_hi` - `t7`.`ConSpeed_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`ConSpeed_value` - `t7`.`ConSpeed_lo`
                    ) / (
                      `t7`.`ConSpeed_hi` - `t7`.`ConSpeed_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`ConSpeed_value` - `t7`.`ConSpeed_lo`
                      ) / (
                        `t7`.`ConSpeed_hi` - `t7`.`ConSpeed_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`ConSpeed_value` - `t7`.`ConSpeed_lo`
                    ) / (
                      `t7`.`ConSpeed_hi` - `t7`.`ConSpeed_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`ConSpeed_hi` IS NOT NULL AND NOT ISNAN(`t7`.`ConSpeed_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `ConSpeed_own`,
        IF(
          `t7`.`Cov4G_value` IS NOT NULL AND NOT ISNAN(`t7`.`Cov4G_value`),
          IF(
            `t7`.`Cov4G_hi` > `t7`.`Cov4G_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Cov4G_value` - `t7`.`Cov4G_lo`
                      ) / (
                        `t7`.`Cov4G_hi` - `t7`.`Cov4G_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Cov4G_value` - `t7`.`Cov4G_lo`
                    ) / (
                      `t7`.`Cov4G_hi` - `t7`.`Cov4G_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Cov4G_value` - `t7`.`Cov4G_lo`
                      ) / (
                        `t7`.`Cov4G_hi` - `t7`.`Cov4G_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Cov4G_value` - `t7`.`Cov4G_lo`
                    ) / (
                      `t7`.`Cov4G_hi` - `t7`.`Cov4G_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Cov4G_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Cov4G_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Cov4G_own`,
        IF(
          `t7`.`Embs_value` IS NOT NULL AND NOT ISNAN(`t7`.`Embs_value`),
          IF(
            `t7`.`Embs_hi` > `t7`.`Embs_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Embs_value` - `t7`.`Embs_lo`
                      ) / (
                        `t7`.`Embs_hi` - `t7`.`Embs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Embs_value` - `t7`.`Embs_lo`
                    ) / (
                      `t7`.`Embs_hi` - `t7`.`Embs_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Embs_value` - `t7`.`Embs_lo`
                      ) / (
                        `t7`.`Embs_hi` - `t7`.`Embs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Embs_value` - `t7`.`Embs_lo`
                    ) / (
                      `t7`.`Embs_hi` - `t7`.`Embs_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Embs_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Embs_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Embs_own`,
        IF(
          `t7`.`IGOs_value` IS NOT NULL AND NOT ISNAN(`t7`.`IGOs_value`),
          IF(
            `t7`.`IGOs_hi` > `t7`.`IGOs_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`IGOs_value` - `t7`.`IGOs_lo`
                      ) / (
                        `t7`.`IGOs_hi` - `t7`.`IGOs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`IGOs_value` - `t7`.`IGOs_lo`
                    ) / (
                      `t7`.`IGOs_hi` - `t7`.`IGOs_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`IGOs_value` - `t7`.`IGOs_lo`
                      ) / (
                        `t7`.`IGOs_hi` - `t7`.`IGOs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`IGOs_value` - `t7`.`IGOs_lo`
                    ) / (
                      `t7`.`IGOs_hi` - `t7`.`IGOs_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`IGOs_hi` IS NOT NULL AND NOT ISNAN(`t7`.`IGOs_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `IGOs_own`,
        IF(
          `t7`.`UNVote_value` IS NOT NULL AND NOT ISNAN(`t7`.`UNVote_value`),
          IF(
            `t7`.`UNVote_hi` > `t7`.`UNVote_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`UNVote_value` - `t7`.`UNVote_lo`
                      ) / (
                        `t7`.`UNVote_hi` - `t7`.`UNVote_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`UNVote_value` - `t7`.`UNVote_lo`
                    ) / (
                      `t7`.`UNVote_hi` - `t7`.`UNVote_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`UNVote_value` - `t7`.`UNVote_lo`
                      ) / (
                        `t7`.`UNVote_hi` - `t7`.`UNVote_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`UNVote_value` - `t7`.`UNVote_lo`
                    ) / (
                      `t7`.`UNVote_hi` - `t7`.`UNVote_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`UNVote_hi` IS NOT NULL AND NOT ISNAN(`t7`.`UNVote_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `UNVote_own`,
        IF(
          `t7`.`Renew_value` IS NOT NULL AND NOT ISNAN(`t7`.`Renew_value`),
          IF(
            `t7`.`Renew_hi` > `t7`.`Renew_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Renew_value` - `t7`.`Renew_lo`
                      ) / (
                        `t7`.`Renew_hi` - `t7`.`Renew_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Renew_value` - `t7`.`Renew_lo`
                    ) / (
                      `t7`.`Renew_hi` - `t7`.`Renew_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Renew_value` - `t7`.`Renew_lo`
                      ) / (
                        `t7`.`Renew_hi` - `t7`.`Renew_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Renew_value` - `t7`.`Renew_lo`
                    ) / (
                      `t7`.`Renew_hi` - `t7`.`Renew_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Renew_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Renew_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Renew_own`,
        IF(
          `t7`.`PrimEner_value` IS NOT NULL AND NOT ISNAN(`t7`.`PrimEner_value`),
          IF(
            `t7`.`PrimEner_hi` > `t7`.`PrimEner_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`PrimEner_hi` - `t7`.`PrimEner_value`
                      ) / (
                        `t7`.`PrimEner_hi` - `t7`.`PrimEner_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PrimEner_hi` - `t7`.`PrimEner_value`
                    ) / (
                      `t7`.`PrimEner_hi` - `t7`.`PrimEner_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`PrimEner_hi` - `t7`.`PrimEner_value`
                      ) / (
                        `t7`.`PrimEner_hi` - `t7`.`PrimEner_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PrimEner_hi` - `t7`.`PrimEner_value`
                    ) / (
                      `t7`.`PrimEner_hi` - `t7`.`PrimEner_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`PrimEner_hi` IS NOT NULL AND NOT ISNAN(`t7`.`PrimEner_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `PrimEner_own`,
        IF(
          `t7`.`CO2_value` IS NOT NULL AND NOT ISNAN(`t7`.`CO2_value`),
          IF(
            `t7`.`CO2_hi` > `t7`.`CO2_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`CO2_hi` - `t7`.`CO2_value`
                      ) / (
                        `t7`.`CO2_hi` - `t7`.`CO2_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CO2_hi` - `t7`.`CO2_value`
                    ) / (
                      `t7`.`CO2_hi` - `t7`.`CO2_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`CO2_hi` - `t7`.`CO2_value`
                      ) / (
                        `t7`.`CO2_hi` - `t7`.`CO2_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CO2_hi` - `t7`.`CO2_value`
                    ) / (
                      `t7`.`CO2_hi` - `t7`.`CO2_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`CO2_hi` IS NOT NULL AND NOT ISNAN(`t7`.`CO2_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `CO2_own`,
        IF(
          `t7`.`MatCon_value` IS NOT NULL AND NOT ISNAN(`t7`.`MatCon_value`),
          IF(
            `t7`.`MatCon_hi` > `t7`.`MatCon_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`MatCon_hi` - `t7`.`MatCon_value`
                      ) / (
                        `t7`.`MatCon_hi` - `t7`.`MatCon_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`MatCon_hi` - `t7`.`MatCon_value`
                    ) / (
                      `t7`.`MatCon_hi` - `t7`.`MatCon_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`MatCon_hi` - `t7`.`MatCon_value`
                      ) / (
                        `t7`.`MatCon_hi` - `t7`.`MatCon_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`MatCon_hi` - `t7`.`MatCon_value`
                    ) / (
                      `t7`.`MatCon_hi` - `t7`.`MatCon_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`MatCon_hi` IS NOT NULL AND NOT ISNAN(`t7`.`MatCon_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `MatCon_own`,
        IF(
          `t7`.`Forest_value` IS NOT NULL AND NOT ISNAN(`t7`.`Forest_value`),
          IF(
            `t7`.`Forest_hi` > `t7`.`Forest_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Forest_hi` - `t7`.`Forest_value`
                      ) / (
                        `t7`.`Forest_hi` - `t7`.`Forest_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Forest_hi` - `t7`.`Forest_value`
                    ) / (
                      `t7`.`Forest_hi` - `t7`.`Forest_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Forest_hi` - `t7`.`Forest_value`
                      ) / (
                        `t7`.`Forest_hi` - `t7`.`Forest_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Forest_hi` - `t7`.`Forest_value`
                    ) / (
                      `t7`.`Forest_hi` - `t7`.`Forest_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Forest_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Forest_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Forest_own`,
        IF(
          `t7`.`Poverty_value` IS NOT NULL AND NOT ISNAN(`t7`.`Poverty_value`),
          IF(
            `t7`.`Poverty_hi` > `t7`.`Poverty_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Poverty_hi` - `t7`.`Poverty_value`
                      ) / (
                        `t7`.`Poverty_hi` - `t7`.`Poverty_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Poverty_hi` - `t7`.`Poverty_value`
                    ) / (
                      `t7`.`Poverty_hi` - `t7`.`Poverty_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Poverty_hi` - `t7`.`Poverty_value`
                      ) / (
                        `t7`.`Poverty_hi` - `t7`.`Poverty_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Poverty_hi` - `t7`.`Poverty_value`
                    ) / (
                      `t7`.`Poverty_hi` - `t7`.`Poverty_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Poverty_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Poverty_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Poverty_own`,
        IF(
          `t7`.`Palma_value` IS NOT NULL AND NOT ISNAN(`t7`.`Palma_value`),
          IF(
            `t7`.`Palma_hi` > `t7`.`Palma_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`Palma_hi` - `t7`.`Palma_value`
                      ) / (
                        `t7`.`Palma_hi` - `t7`.`Palma_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Palma_hi` - `t7`.`Palma_value`
                    ) / (
                      `t7`.`Palma_hi` - `t7`.`Palma_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`Palma_hi` - `t7`.`Palma_value`
                      ) / (
                        `t7`.`Palma_hi` - `t7`.`Palma_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`Palma_hi` - `t7`.`Palma_value`
                    ) / (
                      `t7`.`Palma_hi` - `t7`.`Palma_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`Palma_hi` IS NOT NULL AND NOT ISNAN(`t7`.`Palma_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `Palma_own`,
        IF(
          `t7`.`TertGrad_value` IS NOT NULL AND NOT ISNAN(`t7`.`TertGrad_value`),
          IF(
            `t7`.`TertGrad_hi` > `t7`.`TertGrad_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`TertGrad_value` - `t7`.`TertGrad_lo`
                      ) / (
                        `t7`.`TertGrad_hi` - `t7`.`TertGrad_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TertGrad_value` - `t7`.`TertGrad_lo`
                    ) / (
                      `t7`.`TertGrad_hi` - `t7`.`TertGrad_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`TertGrad_value` - `t7`.`TertGrad_lo`
                      ) / (
                        `t7`.`TertGrad_hi` - `t7`.`TertGrad_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TertGrad_value` - `t7`.`TertGrad_lo`
                    ) / (
                      `t7`.`TertGrad_hi` - `t7`.`TertGrad_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`TertGrad_hi` IS NOT NULL AND NOT ISNAN(`t7`.`TertGrad_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `TertGrad_own`,
        IF(
          `t7`.`FreePress_value` IS NOT NULL AND NOT ISNAN(`t7`.`FreePress_value`),
          IF(
            `t7`.`FreePress_hi` > `t7`.`FreePress_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`FreePress_hi` - `t7`.`FreePress_value`
                      ) / (
                        `t7`.`FreePress_hi` - `t7`.`FreePress_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FreePress_hi` - `t7`.`FreePress_value`
                    ) / (
                      `t7`.`FreePress_hi` - `t7`.`FreePress_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`FreePress_hi` - `t7`.`FreePress_value`
                      ) / (
                        `t7`.`FreePress_hi` - `t7`.`FreePress_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FreePress_hi` - `t7`.`FreePress_value`
                    ) / (
                      `t7`.`FreePress_hi` - `t7`.`FreePress_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`FreePress_hi` IS NOT NULL AND NOT ISNAN(`t7`.`FreePress_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `FreePress_own`,
        IF(
          `t7`.`TolMin_value` IS NOT NULL AND NOT ISNAN(`t7`.`TolMin_value`),
          IF(
            `t7`.`TolMin_hi` > `t7`.`TolMin_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`TolMin_hi` - `t7`.`TolMin_value`
                      ) / (
                        `t7`.`TolMin_hi` - `t7`.`TolMin_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TolMin_hi` - `t7`.`TolMin_value`
                    ) / (
                      `t7`.`TolMin_hi` - `t7`.`TolMin_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`TolMin_hi` - `t7`.`TolMin_value`
                      ) / (
                        `t7`.`TolMin_hi` - `t7`.`TolMin_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`TolMin_hi` - `t7`.`TolMin_value`
                    ) / (
                      `t7`.`TolMin_hi` - `t7`.`TolMin_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`TolMin_hi` IS NOT NULL AND NOT ISNAN(`t7`.`TolMin_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `TolMin_own`,
        IF(
          `t7`.`NGOs_value` IS NOT NULL AND NOT ISNAN(`t7`.`NGOs_value`),
          IF(
            `t7`.`NGOs_hi` > `t7`.`NGOs_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`NGOs_value` - `t7`.`NGOs_lo`
                      ) / (
                        `t7`.`NGOs_hi` - `t7`.`NGOs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`NGOs_value` - `t7`.`NGOs_lo`
                    ) / (
                      `t7`.`NGOs_hi` - `t7`.`NGOs_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`NGOs_value` - `t7`.`NGOs_lo`
                      ) / (
                        `t7`.`NGOs_hi` - `t7`.`NGOs_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`NGOs_value` - `t7`.`NGOs_lo`
                    ) / (
                      `t7`.`NGOs_hi` - `t7`.`NGOs_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`NGOs_hi` IS NOT NULL AND NOT ISNAN(`t7`.`NGOs_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `NGOs_own`,
        IF(
          `t7`.`CPI_value` IS NOT NULL AND NOT ISNAN(`t7`.`CPI_value`),
          IF(
            `t7`.`CPI_hi` > `t7`.`CPI_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`CPI_value` - `t7`.`CPI_lo`
                      ) / (
                        `t7`.`CPI_hi` - `t7`.`CPI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CPI_value` - `t7`.`CPI_lo`
                    ) / (
                      `t7`.`CPI_hi` - `t7`.`CPI_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`CPI_value` - `t7`.`CPI_lo`
                      ) / (
                        `t7`.`CPI_hi` - `t7`.`CPI_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`CPI_value` - `t7`.`CPI_lo`
                    ) / (
                      `t7`.`CPI_hi` - `t7`.`CPI_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`CPI_hi` IS NOT NULL AND NOT ISNAN(`t7`.`CPI_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `CPI_own`,
        IF(
          `t7`.`FemLab_value` IS NOT NULL AND NOT ISNAN(`t7`.`FemLab_value`),
          IF(
            `t7`.`FemLab_hi` > `t7`.`FemLab_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`FemLab_value` - `t7`.`FemLab_lo`
                      ) / (
                        `t7`.`FemLab_hi` - `t7`.`FemLab_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FemLab_value` - `t7`.`FemLab_lo`
                    ) / (
                      `t7`.`FemLab_hi` - `t7`.`FemLab_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`FemLab_value` - `t7`.`FemLab_lo`
                      ) / (
                        `t7`.`FemLab_hi` - `t7`.`FemLab_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`FemLab_value` - `t7`.`FemLab_lo`
                    ) / (
                      `t7`.`FemLab_hi` - `t7`.`FemLab_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`FemLab_hi` IS NOT NULL AND NOT ISNAN(`t7`.`FemLab_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `FemLab_own`,
        IF(
          `t7`.`WomParl_value` IS NOT NULL AND NOT ISNAN(`t7`.`WomParl_value`),
          IF(
            `t7`.`WomParl_hi` > `t7`.`WomParl_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`WomParl_value` - `t7`.`WomParl_lo`
                      ) / (
                        `t7`.`WomParl_hi` - `t7`.`WomParl_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`WomParl_value` - `t7`.`WomParl_lo`
                    ) / (
                      `t7`.`WomParl_hi` - `t7`.`WomParl_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`WomParl_value` - `t7`.`WomParl_lo`
                      ) / (
                        `t7`.`WomParl_hi` - `t7`.`WomParl_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`WomParl_value` - `t7`.`WomParl_lo`
                    ) / (
                      `t7`.`WomParl_hi` - `t7`.`WomParl_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`WomParl_hi` IS NOT NULL AND NOT ISNAN(`t7`.`WomParl_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `WomParl_own`,
        IF(
          `t7`.`PubDebt_value` IS NOT NULL AND NOT ISNAN(`t7`.`PubDebt_value`),
          IF(
            `t7`.`PubDebt_hi` > `t7`.`PubDebt_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`PubDebt_hi` - `t7`.`PubDebt_value`
                      ) / (
                        `t7`.`PubDebt_hi` - `t7`.`PubDebt_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PubDebt_hi` - `t7`.`PubDebt_value`
                    ) / (
                      `t7`.`PubDebt_hi` - `t7`.`PubDebt_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`PubDebt_hi` - `t7`.`PubDebt_value`
                      ) / (
                        `t7`.`PubDebt_hi` - `t7`.`PubDebt_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PubDebt_hi` - `t7`.`PubDebt_value`
                    ) / (
                      `t7`.`PubDebt_hi` - `t7`.`PubDebt_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`PubDebt_hi` IS NOT NULL AND NOT ISNAN(`t7`.`PubDebt_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `PubDebt_own`,
        IF(
          `t7`.`PrivDebt_value` IS NOT NULL AND NOT ISNAN(`t7`.`PrivDebt_value`),
          IF(
            `t7`.`PrivDebt_hi` > `t7`.`PrivDebt_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_value`
                      ) / (
                        `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_value`
                    ) / (
                      `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_value`
                      ) / (
                        `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_value`
                    ) / (
                      `t7`.`PrivDebt_hi` - `t7`.`PrivDebt_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`PrivDebt_hi` IS NOT NULL AND NOT ISNAN(`t7`.`PrivDebt_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `PrivDebt_own`,
        IF(
          `t7`.`GDPGrow_value` IS NOT NULL AND NOT ISNAN(`t7`.`GDPGrow_value`),
          IF(
            `t7`.`GDPGrow_hi` > `t7`.`GDPGrow_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`GDPGrow_value` - `t7`.`GDPGrow_lo`
                      ) / (
                        `t7`.`GDPGrow_hi` - `t7`.`GDPGrow_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`GDPGrow_value` - `t7`.`GDPGrow_lo`
                    ) / (
                      `t7`.`GDPGrow_hi` - `t7`.`GDPGrow_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`GDPGrow_value` - `t7`.`GDPGrow_lo`
                      ) / (
                        `t7`.`GDPGrow_hi` - `t7`.`GDPGrow_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`GDPGrow_value` - `t7`.`GDPGrow_lo`
                    ) / (
                      `t7`.`GDPGrow_hi` - `t7`.`GDPGrow_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`GDPGrow_hi` IS NOT NULL AND NOT ISNAN(`t7`.`GDPGrow_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `GDPGrow_own`,
        IF(
          `t7`.`RDExp_value` IS NOT NULL AND NOT ISNAN(`t7`.`RDExp_value`),
          IF(
            `t7`.`RDExp_hi` > `t7`.`RDExp_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`RDExp_value` - `t7`.`RDExp_lo`
                      ) / (
                        `t7`.`RDExp_hi` - `t7`.`RDExp_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`RDExp_value` - `t7`.`RDExp_lo`
                    ) / (
                      `t7`.`RDExp_hi` - `t7`.`RDExp_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`RDExp_value` - `t7`.`RDExp_lo`
                      ) / (
                        `t7`.`RDExp_hi` - `t7`.`RDExp_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`RDExp_value` - `t7`.`RDExp_lo`
                    ) / (
                      `t7`.`RDExp_hi` - `t7`.`RDExp_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`RDExp_hi` IS NOT NULL AND NOT ISNAN(`t7`.`RDExp_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `RDExp_own`,
        IF(
          `t7`.`NEET_value` IS NOT NULL AND NOT ISNAN(`t7`.`NEET_value`),
          IF(
            `t7`.`NEET_hi` > `t7`.`NEET_lo`,
            100.0 * (
              0.0 + (
                1.0 * IF(
                  0.0 > IF(
                    (
                      (
                        `t7`.`NEET_hi` - `t7`.`NEET_value`
                      ) / (
                        `t7`.`NEET_hi` - `t7`.`NEET_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`NEET_hi` - `t7`.`NEET_value`
                    ) / (
                      `t7`.`NEET_hi` - `t7`.`NEET_lo`
                    )
                  ),
                  0.0,
                  IF(
                    (
                      (
                        `t7`.`NEET_hi` - `t7`.`NEET_value`
                      ) / (
                        `t7`.`NEET_hi` - `t7`.`NEET_lo`
                      )
                    ) > 1.0,
                    1.0,
                    (
                      `t7`.`NEET_hi` - `t7`.`NEET_value`
                    ) / (
                      `t7`.`NEET_hi` - `t7`.`NEET_lo`
                    )
                  )
                )
              )
            ),
            IF(`t7`.`NEET_hi` IS NOT NULL AND NOT ISNAN(`t7`.`NEET_hi`), 100.0 * 1.0, 0.0)
          ),
          CAST(NULL AS DOUBLE)
        ) AS `NEET_own`
      FROM (
        SELECT
          `t3`.`subject_id`,
          `t3`.`subject_name`,
          `t3`.`Goods`,
          `t3`.`Services`,
          `t3`.`FDI`,
          `t3`.`PRemit`,
          `t3`.`ForPort`,
          `t3`.`CostImpEx`,
          `t3`.`Tariff`,
          `t3`.`TBTs`,
          `t3`.`TIRcon`,
          `t3`.`RTAs`,
          `t3`.`Visa`,
          `t3`.`StMob`,
          `t3`.`Research`,
          `t3`.`Pat`,
          `t3`.`CultServ`,
          `t3`.`CultGood`,
          `t3`.`Tourist`,
          `t3`.`MigStock`,
          `t3`.`Lang`,
          `t3`.`LPI`,
          `t3`.`Flights`,
          `t3`.`Ship`,
          `t3`.`Bord`,
          `t3`.`Elec`,
          `t3`.`Gas`,
          `t3`.`ConSpeed`,
          `t3`.`Cov4G`,
          `t3`.`Embs`,
          `t3`.`IGOs`,
          `t3`.`UNVote`,
          `t3`.`Renew`,
          `t3`.`PrimEner`,
          `t3`.`CO2`,
          `t3`.`MatCon`,
          `t3`.`Forest`,
          `t3`.`Poverty`,
          `t3`.`Palma`,
          `t3`.`TertGrad`,
          `t3`.`FreePress`,
          `t3`.`TolMin`,
          `t3`.`NGOs`,
          `t3`.`CPI`,
          `t3`.`FemLab`,
          `t3`.`WomParl`,
          `t3`.`PubDebt`,
          `t3`.`PrivDebt`,
          `t3`.`GDPGrow`,
          `t3`.`RDExp`,
          `t3`.`NEET`,
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
          `t3`.`Goods_value`,
          `t3`.`Services_value`,
          `t3`.`FDI_value`,
          `t3`.`PRemit_value`,
          `t3`.`ForPort_value`,
          `t3`.`CostImpEx_value`,
          `t3`.`Tariff_value`,
          `t3`.`TBTs_value`,
          `t3`.`TIRcon_value`,
          `t3`.`RTAs_value`,
          `t3`.`Visa_value`,
          `t3`.`StMob_value`,
          `t3`.`Research_value`,
          `t3`.`Pat_value`,
          `t3`.`CultServ_value`,
          `t3`.`CultGood_value`,
          `t3`.`Tourist_value`,
          `t3`.`MigStock_value`,
          `t3`.`Lang_value`,
          `t3`.`LPI_value`,
          `t3`.`Flights_value`,
          `t3`.`Ship_value`,
          `t3`.`Bord_value`,
          `t3`.`Elec_value`,
          `t3`.`Gas_value`,
          `t3`.`ConSpeed_value`,
          `t3`.`Cov4G_value`,
          `t3`.`Embs_value`,
          `t3`.`IGOs_value`,
          `t3`.`UNVote_value`,
          `t3`.`Renew_value`,
          `t3`.`PrimEner_value`,
          `t3`.`CO2_value`,
          `t3`.`MatCon_value`,
          `t3`.`Forest_value`,
          `t3`.`Poverty_value`,
          `t3`.`Palma_value`,
          `t3`.`TertGrad_value`,
          `t3`.`FreePress_value`,
          `t3`.`TolMin_value`,
          `t3`.`NGOs_value`,
          `t3`.`CPI_value`,
          `t3`.`FemLab_value`,
          `t3`.`WomParl_value`,
          `t3`.`PubDebt_value`,
          `t3`.`PrivDebt_value`,
          `t3`.`GDPGrow_value`,
          `t3`.`RDExp_value`,
          `t3`.`NEET_value`,
          `t6`.`Goods_lo`,
          `t6`.`Goods_hi`,
          `t6`.`Services_lo`,
          `t6`.`Services_hi`,
          `t6`.`FDI_lo`,
          `t6`.`FDI_hi`,
          `t6`.`PRemit_lo`,
          `t6`.`PRemit_hi`,
          `t6`.`ForPort_lo`,
          `t6`.`ForPort_hi`,
          `t6`.`CostImpEx_lo`,
          `t6`.`CostImpEx_hi`,
          `t6`.`Tariff_lo`,
          `t6`.`Tariff_hi`,
          `t6`.`TBTs_lo`,
          `t6`.`TBTs_hi`,
          `t6`.`TIRcon_lo`,
          `t6`.`TIRcon_hi`,
          `t6`.`RTAs_lo`,
          `t6`.`RTAs_hi`,
          `t6`.`Visa_lo`,
          `t6`.`Visa_hi`,
          `t6`.`StMob_lo`,
          `t6`.`StMob_hi`,
          `t6`.`Research_lo`,
          `t6`.`Research_hi`,
          `t6`.`Pat_lo`,
          `t6`.`Pat_hi`,
          `t6`.`CultServ_lo`,
          `t6`.`CultServ_hi`,
          `t6`.`CultGood_lo`,
          `t6`.`CultGood_hi`,
          `t6`.`Tourist_lo`,
          `t6`.`Tourist_hi`,
          `t6`.`MigStock_lo`,
          `t6`.`MigStock_hi`,
          `t6`.`Lang_lo`,
          `t6`.`Lang_hi`,
          `t6`.`LPI_lo`,
          `t6`.`LPI_hi`,
          `t6`.`Flights_lo`,
          `t6`.`Flights_hi`,
          `t6`.`Ship_lo`,
          `t6`.`Ship_hi`,
          `t6`.`Bord_lo`,
          `t6`.`Bord_hi`,
          `t6`.`Elec_lo`,
          `t6`.`Elec_hi`,
          `t6`.`Gas_lo`,
          `t6`.`Gas_hi`,
          `t6`.`ConSpeed_lo`,
          `t6`.`ConSpeed_hi`,
          `t6`.`Cov4G_lo`,
          `t6`.`Cov4G_hi`,
          `t6`.`Embs_lo`,
          `t6`.`Embs_hi`,
          `t6`.`IGOs_lo`,
          `t6`.`IGOs_hi`,
          `t6`.`UNVote_lo`,
          `t6`.`UNVote_hi`,
          `t6`.`Renew_lo`,
          `t6`.`Renew_hi`,
          `t6`.`PrimEner_lo`,
          `t6`.`PrimEner_hi`,
          `t6`.`CO2_lo`,
          `t6`.`CO2_hi`,
          `t6`.`MatCon_lo`,
          `t6`.`MatCon_hi`,
          `t6`.`Forest_lo`,
          `t6`.`Forest_hi`,
          `t6`.`Poverty_lo`,
          `t6`.`Poverty_hi`,
          `t6`.`Palma_lo`,
          `t6`.`Palma_hi`,
          `t6`.`TertGrad_lo`,
          `t6`.`TertGrad_hi`,
          `t6`.`FreePress_lo`,
          `t6`.`FreePress_hi`,
          `t6`.`TolMin_lo`,
          `t6`.`TolMin_hi`,
          `t6`.`NGOs_lo`,
          `t6`.`NGOs_hi`,
          `t6`.`CPI_lo`,
          `t6`.`CPI_hi`,
          `t6`.`FemLab_lo`,
          `t6`.`FemLab_hi`,
          `t6`.`WomParl_lo`,
          `t6`.`WomParl_hi`,
          `t6`.`PubDebt_lo`,
          `t6`.`PubDebt_hi`,
          `t6`.`PrivDebt_lo`,
          `t6`.`PrivDebt_hi`,
          `t6`.`GDPGrow_lo`,
          `t6`.`GDPGrow_hi`,
          `t6`.`RDExp_lo`,
          `t6`.`RDExp_hi`,
          `t6`.`NEET_lo`,
          `t6`.`NEET_hi`
        FROM `t1` AS `t3`
        CROSS JOIN (
          SELECT
            `t4`.`Goods_min` AS `Goods_lo`,
            `t4`.`Goods_max` AS `Goods_hi`,
            `t4`.`Services_min` AS `Services_lo`,
            `t4`.`Services_max` AS `Services_hi`,
            `t4`.`FDI_min` AS `FDI_lo`,
            `t4`.`FDI_max` AS `FDI_hi`,
            `t4`.`PRemit_min` AS `PRemit_lo`,
            `t4`.`PRemit_max` AS `PRemit_hi`,
            `t4`.`ForPort_min` AS `ForPort_lo`,
            `t4`.`ForPort_max` AS `ForPort_hi`,
            `t4`.`CostImpEx_min` AS `CostImpEx_lo`,
            `t4`.`CostImpEx_max` AS `CostImpEx_hi`,
            `t4`.`Tariff_min` AS `Tariff_lo`,
            `t4`.`Tariff_max` AS `Tariff_hi`,
            `t4`.`TBTs_min` AS `TBTs_lo`,
            `t4`.`TBTs_max` AS `TBTs_hi`,
            `t4`.`TIRcon_min` AS `TIRcon_lo`,
            `t4`.`TIRcon_max` AS `TIRcon_hi`,
            `t4`.`RTAs_min` AS `RTAs_lo`,
            `t4`.`RTAs_max` AS `RTAs_hi`,
            `t4`.`Visa_min` AS `Visa_lo`,
            `t4`.`Visa_max` AS `Visa_hi`,
            `t4`.`StMob_min` AS `StMob_lo`,
            `t4`.`StMob_max` AS `StMob_hi`,
            `t4`.`Research_min` AS `Research_lo`,
            `t4`.`Research_max` AS `Research_hi`,
            `t4`.`Pat_min` AS `Pat_lo`,
            `t4`.`Pat_max` AS `Pat_hi`,
            `t4`.`CultServ_min` AS `CultServ_lo`,
            `t4`.`CultServ_max` AS `CultServ_hi`,
            `t4`.`CultGood_min` AS `CultGood_lo`,
            `t4`.`CultGood_max` AS `CultGood_hi`,
            `t4`.`Tourist_min` AS `Tourist_lo`,
            `t4`.`Tourist_max` AS `Tourist_hi`,
            `t4`.`MigStock_min` AS `MigStock_lo`,
            `t4`.`MigStock_max` AS `MigStock_hi`,
            `t4`.`Lang_min` AS `Lang_lo`,
            `t4`.`Lang_max` AS `Lang_hi`,
            `t4`.`LPI_min` AS `LPI_lo`,
            `t4`.`LPI_max` AS `LPI_hi`,
            `t4`.`Flights_min` AS `Flights_lo`,
            `t4`.`Flights_max` AS `Flights_hi`,
            `t4`.`Ship_min` AS `Ship_lo`,
            `t4`.`Ship_max` AS `Ship_hi`,
            `t4`.`Bord_min` AS `Bord_lo`,
            `t4`.`Bord_max` AS `Bord_hi`,
            `t4`.`Elec_min` AS `Elec_lo`,
            `t4`.`Elec_max` AS `Elec_hi`,
            `t4`.`Gas_min` AS `Gas_lo`,
            `t4`.`Gas_max` AS `Gas_hi`,
            `t4`.`ConSpeed_min` AS `ConSpeed_lo`,
            `t4`.`ConSpeed_max` AS `ConSpeed_hi`,
            `t4`.`Cov4G_min` AS `Cov4G_lo`,
            `t4`.`Cov4G_max` AS `Cov4G_hi`,
            `t4`.`Embs_min` AS `Embs_lo`,
            `t4`.`Embs_max` AS `Embs_hi`,
            `t4`.`IGOs_min` AS `IGOs_lo`,
            `t4`.`IGOs_max` AS `IGOs_hi`,
            `t4`.`UNVote_min` AS `UNVote_lo`,
            `t4`.`UNVote_max` AS `UNVote_hi`,
            `t4`.`Renew_min` AS `Renew_lo`,
            `t4`.`Renew_max` AS `Renew_hi`,
            `t4`.`PrimEner_min` AS `PrimEner_lo`,
            `t4`.`PrimEner_max` AS `PrimEner_hi`,
            `t4`.`CO2_min` AS `CO2_lo`,
            `t4`.`CO2_max` AS `CO2_hi`,
            `t4`.`MatCon_min` AS `MatCon_lo`,
            `t4`.`MatCon_max` AS `MatCon_hi`,
            `t4`.`Forest_min` AS `Forest_lo`,
            `t4`.`Forest_max` AS `Forest_hi`,
            `t4`.`Poverty_min` AS `Poverty_lo`,
            `t4`.`Poverty_max` AS `Poverty_hi`,
            `t4`.`Palma_min` AS `Palma_lo`,
            `t4`.`Palma_max` AS `Palma_hi`,
            `t4`.`TertGrad_min` AS `TertGrad_lo`,
            `t4`.`TertGrad_max` AS `TertGrad_hi`,
            `t4`.`FreePress_min` AS `FreePress_lo`,
            `t4`.`FreePress_max` AS `FreePress_hi`,
            `t4`.`TolMin_min` AS `TolMin_lo`,
            `t4`.`TolMin_max` AS `TolMin_hi`,
            `t4`.`NGOs_min` AS `NGOs_lo`,
            `t4`.`NGOs_max` AS `NGOs_hi`,
            `t4`.`CPI_min` AS `CPI_lo`,
            `t4`.`CPI_max` AS `CPI_hi`,
            `t4`.`FemLab_min` AS `FemLab_lo`,
            `t4`.`FemLab_max` AS `FemLab_hi`,
            `t4`.`WomParl_min` AS `WomParl_lo`,
            `t4`.`WomParl_max` AS `WomParl_hi`,
            `t4`.`PubDebt_min` AS `PubDebt_lo`,
            `t4`.`PubDebt_max` AS `PubDebt_hi`,
            `t4`.`PrivDebt_min` AS `PrivDebt_lo`,
            `t4`.`PrivDebt_max` AS `PrivDebt_hi`,
            `t4`.`GDPGrow_min` AS `GDPGrow_lo`,
            `t4`.`GDPGrow_max` AS `GDPGrow_hi`,
            `t4`.`RDExp_min` AS `RDExp_lo`,
            `t4`.`RDExp_max` AS `RDExp_hi`,
            `t4`.`NEET_min` AS `NEET_lo`,
            `t4`.`NEET_max` AS `NEET_hi`
          FROM (
            SELECT
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Goods_value`, NULL)) AS `Goods_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Goods_value`), NULL)) AS `Goods_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Goods_value`, NULL)) AS `Goods_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Goods_value`, NULL)) AS `Goods_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Services_value`, NULL)) AS `Services_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Services_value`), NULL)
              ) AS `Services_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Services_value`, NULL)) AS `Services_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Services_value`, NULL)) AS `Services_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FDI_value`, NULL)) AS `FDI_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`FDI_value`), NULL)) AS `FDI_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FDI_value`, NULL)) AS `FDI_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FDI_value`, NULL)) AS `FDI_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PRemit_value`, NULL)) AS `PRemit_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`PRemit_value`), NULL)
              ) AS `PRemit_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PRemit_value`, NULL)) AS `PRemit_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PRemit_value`, NULL)) AS `PRemit_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ForPort_value`, NULL)) AS `ForPort_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`ForPort_value`), NULL)
              ) AS `ForPort_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ForPort_value`, NULL)) AS `ForPort_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ForPort_value`, NULL)) AS `ForPort_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CostImpEx_value`, NULL)) AS `CostImpEx_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`CostImpEx_value`), NULL)
              ) AS `CostImpEx_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CostImpEx_value`, NULL)) AS `CostImpEx_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CostImpEx_value`, NULL)) AS `CostImpEx_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tariff_value`, NULL)) AS `Tariff_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Tariff_value`), NULL)
              ) AS `Tariff_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tariff_value`, NULL)) AS `Tariff_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tariff_value`, NULL)) AS `Tariff_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TBTs_value`, NULL)) AS `TBTs_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`TBTs_value`), NULL)) AS `TBTs_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TBTs_value`, NULL)) AS `TBTs_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TBTs_value`, NULL)) AS `TBTs_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TIRcon_value`, NULL)) AS `TIRcon_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`TIRcon_value`), NULL)
              ) AS `TIRcon_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TIRcon_value`, NULL)) AS `TIRcon_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TIRcon_value`, NULL)) AS `TIRcon_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RTAs_value`, NULL)) AS `RTAs_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`RTAs_value`), NULL)) AS `RTAs_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RTAs_value`, NULL)) AS `RTAs_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RTAs_value`, NULL)) AS `RTAs_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Visa_value`, NULL)) AS `Visa_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Visa_value`), NULL)) AS `Visa_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Visa_value`, NULL)) AS `Visa_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Visa_value`, NULL)) AS `Visa_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`StMob_value`, NULL)) AS `StMob_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`StMob_value`), NULL)) AS `StMob_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`StMob_value`, NULL)) AS `StMob_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`StMob_value`, NULL)) AS `StMob_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Research_value`, NULL)) AS `Research_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Research_value`), NULL)
              ) AS `Research_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Research_value`, NULL)) AS `Research_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Research_value`, NULL)) AS `Research_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Pat_value`, NULL)) AS `Pat_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Pat_value`), NULL)) AS `Pat_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Pat_value`, NULL)) AS `Pat_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Pat_value`, NULL)) AS `Pat_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultServ_value`, NULL)) AS `CultServ_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`CultServ_value`), NULL)
              ) AS `CultServ_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultServ_value`, NULL)) AS `CultServ_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultServ_value`, NULL)) AS `CultServ_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultGood_value`, NULL)) AS `CultGood_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`CultGood_value`), NULL)
              ) AS `CultGood_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultGood_value`, NULL)) AS `CultGood_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CultGood_value`, NULL)) AS `CultGood_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tourist_value`, NULL)) AS `Tourist_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Tourist_value`), NULL)
              ) AS `Tourist_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tourist_value`, NULL)) AS `Tourist_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Tourist_value`, NULL)) AS `Tourist_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MigStock_value`, NULL)) AS `MigStock_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`MigStock_value`), NULL)
              ) AS `MigStock_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MigStock_value`, NULL)) AS `MigStock_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MigStock_value`, NULL)) AS `MigStock_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Lang_value`, NULL)) AS `Lang_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Lang_value`), NULL)) AS `Lang_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Lang_value`, NULL)) AS `Lang_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Lang_value`, NULL)) AS `Lang_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`LPI_value`, NULL)) AS `LPI_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`LPI_value`), NULL)) AS `LPI_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`LPI_value`, NULL)) AS `LPI_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`LPI_value`, NULL)) AS `LPI_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Flights_value`, NULL)) AS `Flights_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Flights_value`), NULL)
              ) AS `Flights_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Flights_value`, NULL)) AS `Flights_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Flights_value`, NULL)) AS `Flights_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Ship_value`, NULL)) AS `Ship_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Ship_value`), NULL)) AS `Ship_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Ship_value`, NULL)) AS `Ship_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Ship_value`, NULL)) AS `Ship_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Bord_value`, NULL)) AS `Bord_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Bord_value`), NULL)) AS `Bord_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Bord_value`, NULL)) AS `Bord_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Bord_value`, NULL)) AS `Bord_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Elec_value`, NULL)) AS `Elec_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Elec_value`), NULL)) AS `Elec_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Elec_value`, NULL)) AS `Elec_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Elec_value`, NULL)) AS `Elec_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Gas_value`, NULL)) AS `Gas_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Gas_value`), NULL)) AS `Gas_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Gas_value`, NULL)) AS `Gas_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Gas_value`, NULL)) AS `Gas_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ConSpeed_value`, NULL)) AS `ConSpeed_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`ConSpeed_value`), NULL)
              ) AS `ConSpeed_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ConSpeed_value`, NULL)) AS `ConSpeed_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`ConSpeed_value`, NULL)) AS `ConSpeed_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Cov4G_value`, NULL)) AS `Cov4G_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Cov4G_value`), NULL)) AS `Cov4G_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Cov4G_value`, NULL)) AS `Cov4G_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Cov4G_value`, NULL)) AS `Cov4G_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Embs_value`, NULL)) AS `Embs_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Embs_value`), NULL)) AS `Embs_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Embs_value`, NULL)) AS `Embs_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Embs_value`, NULL)) AS `Embs_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`IGOs_value`, NULL)) AS `IGOs_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`IGOs_value`), NULL)) AS `IGOs_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`IGOs_value`, NULL)) AS `IGOs_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`IGOs_value`, NULL)) AS `IGOs_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`UNVote_value`, NULL)) AS `UNVote_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`UNVote_value`), NULL)
              ) AS `UNVote_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`UNVote_value`, NULL)) AS `UNVote_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`UNVote_value`, NULL)) AS `UNVote_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Renew_value`, NULL)) AS `Renew_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Renew_value`), NULL)) AS `Renew_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Renew_value`, NULL)) AS `Renew_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Renew_value`, NULL)) AS `Renew_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrimEner_value`, NULL)) AS `PrimEner_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`PrimEner_value`), NULL)
              ) AS `PrimEner_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrimEner_value`, NULL)) AS `PrimEner_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrimEner_value`, NULL)) AS `PrimEner_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CO2_value`, NULL)) AS `CO2_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`CO2_value`), NULL)) AS `CO2_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CO2_value`, NULL)) AS `CO2_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CO2_value`, NULL)) AS `CO2_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MatCon_value`, NULL)) AS `MatCon_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`MatCon_value`), NULL)
              ) AS `MatCon_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MatCon_value`, NULL)) AS `MatCon_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`MatCon_value`, NULL)) AS `MatCon_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Forest_value`, NULL)) AS `Forest_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Forest_value`), NULL)
              ) AS `Forest_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Forest_value`, NULL)) AS `Forest_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Forest_value`, NULL)) AS `Forest_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Poverty_value`, NULL)) AS `Poverty_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`Poverty_value`), NULL)
              ) AS `Poverty_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Poverty_value`, NULL)) AS `Poverty_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Poverty_value`, NULL)) AS `Poverty_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Palma_value`, NULL)) AS `Palma_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`Palma_value`), NULL)) AS `Palma_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Palma_value`, NULL)) AS `Palma_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`Palma_value`, NULL)) AS `Palma_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TertGrad_value`, NULL)) AS `TertGrad_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`TertGrad_value`), NULL)
              ) AS `TertGrad_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TertGrad_value`, NULL)) AS `TertGrad_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TertGrad_value`, NULL)) AS `TertGrad_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FreePress_value`, NULL)) AS `FreePress_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`FreePress_value`), NULL)
              ) AS `FreePress_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FreePress_value`, NULL)) AS `FreePress_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FreePress_value`, NULL)) AS `FreePress_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TolMin_value`, NULL)) AS `TolMin_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`TolMin_value`), NULL)
              ) AS `TolMin_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TolMin_value`, NULL)) AS `TolMin_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`TolMin_value`, NULL)) AS `TolMin_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NGOs_value`, NULL)) AS `NGOs_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`NGOs_value`), NULL)) AS `NGOs_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NGOs_value`, NULL)) AS `NGOs_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NGOs_value`, NULL)) AS `NGOs_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CPI_value`, NULL)) AS `CPI_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`CPI_value`), NULL)) AS `CPI_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CPI_value`, NULL)) AS `CPI_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`CPI_value`, NULL)) AS `CPI_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FemLab_value`, NULL)) AS `FemLab_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`FemLab_value`), NULL)
              ) AS `FemLab_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FemLab_value`, NULL)) AS `FemLab_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`FemLab_value`, NULL)) AS `FemLab_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`WomParl_value`, NULL)) AS `WomParl_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`WomParl_value`), NULL)
              ) AS `WomParl_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`WomParl_value`, NULL)) AS `WomParl_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`WomParl_value`, NULL)) AS `WomParl_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PubDebt_value`, NULL)) AS `PubDebt_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`PubDebt_value`), NULL)
              ) AS `PubDebt_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PubDebt_value`, NULL)) AS `PubDebt_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PubDebt_value`, NULL)) AS `PubDebt_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrivDebt_value`, NULL)) AS `PrivDebt_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`PrivDebt_value`), NULL)
              ) AS `PrivDebt_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrivDebt_value`, NULL)) AS `PrivDebt_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`PrivDebt_value`, NULL)) AS `PrivDebt_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`GDPGrow_value`, NULL)) AS `GDPGrow_n`,
              MAX(
                IF((
                  `t2`.`_out` = 0
                ) AND (
                  `t2`.`_t` = 0
                ), ABS(`t2`.`GDPGrow_value`), NULL)
              ) AS `GDPGrow_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`GDPGrow_value`, NULL)) AS `GDPGrow_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`GDPGrow_value`, NULL)) AS `GDPGrow_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RDExp_value`, NULL)) AS `RDExp_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`RDExp_value`), NULL)) AS `RDExp_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RDExp_value`, NULL)) AS `RDExp_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`RDExp_value`, NULL)) AS `RDExp_max`,
              COUNT(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NEET_value`, NULL)) AS `NEET_n`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), ABS(`t2`.`NEET_value`), NULL)) AS `NEET_top`,
              MIN(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NEET_value`, NULL)) AS `NEET_min`,
              MAX(IF((
                `t2`.`_out` = 0
              ) AND (
                `t2`.`_t` = 0
              ), `t2`.`NEET_value`, NULL)) AS `NEET_max`,
              COUNT(*) AS `_rows`
            FROM `t1` AS `t2`
          ) AS `t4`
        ) AS `t6`
      ) AS `t7`
    ) AS `t8`
  ) AS `t9`
) AS `t10`
