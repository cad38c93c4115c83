/* {
  "class": "quantity",
  "name": { "zh": "光伏发电异常", "en": "Generation abnormal" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 3,
  "specialty": "consumption-inspection",
  "parameters": { "most_hours": 8, "min_days": 5, "silent_days": 14, "min_kwp": 5, "p_more": 0.6, "p_unfiled": 0.6, "p_silent": 0.4 },
  "guidance": {
    "zh": "核对装机容量、发电表倍率和上网表接线；未备案的补办手续，倍率错误的更正补贴电量。",
    "en": "Check the installed capacity, the generation meter's ratio and the feed-in meter; have what is not on file filed, correct ratios and subsidies."
  },
  "explanation": {
    "zh": "台区{areaName}登记光伏 {kwp:0.0} kWp，{findingZh}（{days} 天，日均上网 {meanKwh:0.0} kWh，最高 {mostKwh:0.0} kWh）。",
    "en": "Area {areaName} has {kwp:0.0} kWp on file: {findingEn} ({days} days, {meanKwh:0.0} kWh a day, at most {mostKwh:0.0} kWh)."
  }
} */
-- Generation against what is installed, per area (drops carry the feed-in of areas only): more than the sun can give, some where none is on file,
-- or none for weeks where there is. Cloudy days are no fault.
WITH installed AS (SELECT area_no, sum(coalesce(pv_kwp, 0)) AS kwp FROM customers WHERE coalesce(status, 'active') <> 'closed' GROUP BY area_no),
fed AS (
    SELECT s.area_no, any_value(a.name) AS area_name, any_value(coalesce(i.kwp, 0)) AS kwp, avg(s.pv_kwh) AS mean_kwh, max(s.pv_kwh) AS most_kwh, count(*) AS days,
        count(*) FILTER (s.pv_kwh > $most_hours * i.kwp AND i.kwp > 0) AS more_days, count(*) FILTER (s.pv_kwh > 1) AS fed_days,
        count(*) FILTER (s.date > last_day - CAST($silent_days AS INTEGER)) AS late_days,
        count(*) FILTER (s.pv_kwh > 0.1 AND s.date > last_day - CAST($silent_days AS INTEGER)) AS late_fed_days
    FROM area_supply_daily AS s JOIN areas AS a USING (area_no) LEFT JOIN installed AS i USING (area_no), period
    WHERE s.pv_kwh IS NOT NULL AND s.date BETWEEN first_day AND last_day GROUP BY s.area_no),
judged AS (
    SELECT *, kwp = 0 AND fed_days >= $min_days AS is_unfiled, more_days >= $min_days AS is_more,
        kwp >= $min_kwp AND fed_days >= $min_days AND late_days >= $silent_days AND late_fed_days = 0 AS is_silent
    FROM fed)
SELECT 'area' AS kind, area_no, NULL AS customer_no, CASE WHEN is_more THEN $p_more WHEN is_unfiled THEN $p_unfiled ELSE $p_silent END AS p, area_name AS "areaName", kwp, days,
    mean_kwh AS "meanKwh", most_kwh AS "mostKwh",
    CASE WHEN is_more THEN '发电量超过装机可能的最大值' WHEN is_unfiled THEN '却有电量上网' ELSE '近期一直没有发电' END AS "findingZh",
    CASE WHEN is_more THEN 'it feeds in more than that can give' WHEN is_unfiled THEN 'none, yet energy is fed in' ELSE 'it has fed in nothing of late' END AS "findingEn"
FROM judged WHERE is_more OR is_unfiled OR is_silent;
