/* {
  "class": "quantity",
  "name": { "zh": "电量突增", "en": "Surge" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 2,
  "specialty": "business",
  "parameters": { "rise_pct": 100, "min_days": 14, "recent_days": 30, "capacity_hours": 6, "min_kwh": 10, "p": 0.25, "p_beyond": 0.45 },
  "guidance": {
    "zh": "核实用途是否改变、是否私自增容或转供电；补办增容、变更手续。",
    "en": "See whether the use has changed, load was added or energy is passed on to others; have the papers for added capacity made."
  },
  "explanation": {
    "zh": "{customerName}最近 {recentDays} 天日均用电 {usedKwh:0.0} kWh，是此前 {beforeKwh:0.0} kWh 的 {times:0.0} 倍，已相当于合同容量 {kva:0} kVA 每天满载 {hours:0.0} 小时。",
    "en": "{customerName} used {usedKwh:0.0} kWh a day over the last {recentDays} days, {times:0.0} times its earlier {beforeKwh:0.0} kWh; that is {hours:0.0} hours a day at its full contract of {kva:0} kVA."
  }
} */
-- Use has doubled and is large for the contract. Moving in, or growth within the contract, is nobody's fault.
WITH level AS (
    SELECT r.customer_key,
        avg(r.kwh / greatest(f.factor, 0.05)) FILTER (r.date > last_day - CAST($recent_days AS INTEGER)) AS after_kwh,
        avg(r.kwh / greatest(f.factor, 0.05)) FILTER (r.date <= last_day - CAST($recent_days AS INTEGER)) AS before_kwh,
        avg(r.kwh) FILTER (r.date > last_day - CAST($recent_days AS INTEGER)) AS used_kwh,
        count(*) FILTER (r.date > last_day - CAST($recent_days AS INTEGER)) AS after_days, count(*) FILTER (r.date <= last_day - CAST($recent_days AS INTEGER)) AS before_days
    FROM reading AS r JOIN customer AS c USING (customer_key) JOIN day_factor AS f ON f.category = c.category AND f.date = r.date, period
    WHERE r.kwh IS NOT NULL AND c.status = 'active' AND c.contracted_kva > 0 AND c.mean_kwh > $min_kwh AND r.date <= last_day
    GROUP BY r.customer_key)
SELECT 'customer' AS kind, c.area_no, c.customer_no,
    CASE WHEN l.used_kwh > 2 * $capacity_hours * c.contracted_kva THEN $p_beyond ELSE $p END AS p,
    c.customer_name AS "customerName", l.used_kwh AS "usedKwh", l.before_kwh AS "beforeKwh", l.after_kwh / l.before_kwh AS times, CAST($recent_days AS INTEGER) AS "recentDays",
    c.contracted_kva AS kva, l.used_kwh / c.contracted_kva AS hours
FROM level AS l JOIN customer AS c USING (customer_key)
WHERE l.after_days >= $min_days AND l.before_days >= $min_days AND l.before_kwh >= 0.2 * l.after_kwh
    AND l.after_kwh >= (1 + $rise_pct / 100) * l.before_kwh AND l.used_kwh > $capacity_hours * c.contracted_kva;
