/* {
  "class": "loss",
  "name": { "zh": "线损忽高忽低、时正时负", "en": "Volatile or sign-flipping loss" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 3,
  "specialty": "acquisition",
  "parameters": { "deviation_pp": 5, "calm_pp": 3, "flips": 3, "flip_band_pp": 1, "min_daily_change_pp": 2, "min_days": 7 },
  "guidance": {
    "zh": "查采集终端通信、时钟误差、估读补数和换表日电量拆分。",
    "en": "Check the terminal's communication, clock error, estimated readings and the split of energy on meter-change days."
  },
  "explanation": {
    "zh": "台区{areaName}近 {days} 个可算日线损率在 {leastPct:0.0}% 与 {mostPct:0.0}% 之间跳动（标准差 {deviationPp:0.0} 个百分点，正负反转 {flips} 次），考核数据不可信。",
    "en": "Over its last {days} computable days area {areaName}'s loss jumped between {leastPct:0.0} % and {mostPct:0.0} % (deviation {deviationPp:0.0} pp, {flips} changes of sign); the figure cannot be relied on."
  }
} */
-- Volatile: the loss jumps from day to day, or changes its sign again and again. One step up is not volatile; an area whose loss lies near zero
-- crosses it often and means little by that.
WITH changes AS (
    SELECT area_no, area_name, date, loss_pct, loss_pct - lag(loss_pct) OVER days AS change_pp,
        CASE WHEN loss_pct > $flip_band_pp THEN 1 WHEN loss_pct < -$flip_band_pp THEN -1 END AS sign
    FROM recent_loss WINDOW days AS (PARTITION BY area_no ORDER BY date)),
flips AS (
    SELECT area_no, count(*) FILTER (sign <> before) AS flips
    FROM (SELECT area_no, sign, lag(sign) OVER (PARTITION BY area_no ORDER BY date) AS before FROM changes WHERE sign IS NOT NULL) GROUP BY area_no),
summed AS (
    SELECT area_no, any_value(area_name) AS area_name, stddev_samp(loss_pct) AS deviation, median(abs(change_pp)) AS daily_change,
        min(loss_pct) AS least_pct, max(loss_pct) AS most_pct, count(*) AS days, min(date) AS from_day, max(date) AS to_day
    FROM changes GROUP BY area_no HAVING count(*) >= $min_days)
SELECT 'area' AS kind, s.area_no, NULL AS customer_no,
    CASE WHEN s.deviation > $deviation_pp AND f.flips >= $flips THEN 0.8 WHEN s.deviation > $calm_pp THEN 0.65 ELSE 0.25 END AS p,
    s.area_name AS "areaName", s.deviation AS "deviationPp", coalesce(f.flips, 0) AS flips, s.least_pct AS "leastPct", s.most_pct AS "mostPct", s.daily_change AS "dailyChangePp",
    s.days, s.from_day AS "from", s.to_day AS "to"
FROM summed AS s LEFT JOIN flips AS f USING (area_no)
WHERE (s.deviation > $deviation_pp AND s.daily_change > $min_daily_change_pp) OR f.flips >= $flips;
