/* {
  "class": "quantity",
  "name": {
    "zh": "居民/农业大电量",
    "en": "Commercial-size load on a residential or agricultural tariff"
  },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 3,
  "specialty": "business",
  "parameters": { "days": 30, "min_days": 10, "percentile": 0.995, "min_kwh": 40, "times": 2.5, "p": 0.25, "p_per_doubling": 0.15, "p_most": 0.6 },
  "guidance": {
    "zh": "核实实际用途（经营、加工、充电、群租），属实的改正电价类别并追补差额。",
    "en": "See what it is really used for (a business, a workshop, charging, rooms let); if so correct the tariff and bill the difference."
  },
  "explanation": {
    "zh": "{customerName}执行{kindZh}电价，近 {days} 天日均用电 {meanKwh:0} kWh，是同类用户 99.5% 分位 {limitKwh:0} kWh 的 {times:0.0} 倍。",
    "en": "{customerName} is billed as {kindEn} and uses {meanKwh:0} kWh a day over {days} days, {times:0.0} times what 99.5 % of such customers stay below ({limitKwh:0} kWh)."
  }
} */
-- Far more than nearly all customers of the same kind use. The largest home of a prefecture is no suspect by being the largest: it must be far out.
WITH level AS (
    SELECT r.customer_key, any_value(c.category) AS category, avg(r.kwh) AS mean_kwh, count(*) AS days
    FROM reading AS r JOIN customer AS c USING (customer_key), period
    WHERE r.kwh IS NOT NULL AND c.category IN ('residential', 'agricultural') AND c.status = 'active' AND r.date > last_day - CAST($days AS INTEGER) AND r.date <= last_day
    GROUP BY r.customer_key HAVING count(*) >= least($min_days, any_value(period.days) / 2)),
usual AS (SELECT category, quantile_cont(mean_kwh, $percentile) AS limit_kwh FROM level GROUP BY category HAVING count(*) >= 200)
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_doubling * greatest(0, log2(l.mean_kwh / greatest($times * u.limit_kwh, $min_kwh)))) AS p,
    c.customer_name AS "customerName", CASE c.category WHEN 'residential' THEN '居民' ELSE '农业' END AS "kindZh", c.category AS "kindEn", l.days, l.mean_kwh AS "meanKwh",
    u.limit_kwh AS "limitKwh", l.mean_kwh / u.limit_kwh AS times
FROM level AS l JOIN usual AS u USING (category) JOIN customer AS c USING (customer_key)
WHERE l.mean_kwh > greatest($times * u.limit_kwh, $min_kwh);
