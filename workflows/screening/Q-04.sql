/* {
  "class": "quantity",
  "name": { "zh": "小电量/低方差", "en": "Low or flat use" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 2,
  "specialty": "consumption-inspection",
  "parameters": { "days": 60, "min_days": 20, "low_kwh": 0.1, "live_share": 0.9, "billed_kwh": 100, "flat_days": 15, "min_flat_kwh": 0.5, "p_low": 0.35, "p_flat": 0.4 },
  "guidance": {
    "zh": "查表计是否卡走、采集是否补数，用钳表比对现场负荷与表计示数。",
    "en": "See whether the meter sticks or the readings are made up; compare the load on site with the meter by clamp."
  },
  "explanation": {
    "zh": "{customerName}近 {days} 天{findingZh}，日均仅 {meanKwh:0.00} kWh，与其用电性质不符。",
    "en": "{customerName} over {days} days: {findingEn}; {meanKwh:0.00} kWh a day on average, which does not fit its kind of use."
  }
} */
-- A meter that barely turns at a business that is open, or that says the same to the last digit day after day. Empty homes are not meant.
WITH level AS (
    SELECT r.customer_key, avg(r.kwh) AS mean_kwh, count(*) AS days, count(*) FILTER (r.kwh > 0) AS live_days
    FROM reading AS r, period WHERE r.kwh IS NOT NULL AND r.date > last_day - CAST($days AS INTEGER) AND r.date <= last_day GROUP BY r.customer_key),
flat AS (
    SELECT r.customer_key, count(*) AS length
    FROM reading AS r, period WHERE r.kwh IS NOT NULL AND r.date > last_day - CAST($flat_days AS INTEGER) AND r.date <= last_day
    GROUP BY r.customer_key HAVING min(r.kwh) = max(r.kwh) AND min(r.kwh) >= $min_flat_kwh AND count(*) >= 0.8 * $flat_days),
billed AS (SELECT customer_no, max(kwh) AS best_kwh FROM bills GROUP BY customer_no)
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN f.length > 0 THEN $p_flat ELSE $p_low END AS p, c.customer_name AS "customerName",
    l.days, l.mean_kwh AS "meanKwh",
    CASE WHEN f.length > 0 THEN '最近 ' || f.length || ' 次读数完全相同' ELSE '天天有电但几乎不走字' END AS "findingZh",
    CASE WHEN f.length > 0 THEN 'the last ' || f.length || ' readings are the very same' ELSE 'live every day, yet hardly turning' END AS "findingEn"
FROM level AS l JOIN customer AS c USING (customer_key) LEFT JOIN flat AS f USING (customer_key) LEFT JOIN billed AS b USING (customer_no)
WHERE c.status = 'active' AND l.days >= $min_days
    AND (f.length > 0
        OR (l.mean_kwh < $low_kwh AND l.live_days >= $live_share * l.days AND (c.category NOT IN ('residential', '') OR b.best_kwh > $billed_kwh)));
