using System.Buffers.Text;
using System.Text;

namespace Workflows.Inspection.Drops.Csv;

/// <summary>Checks the bytes of one field. What passes here is also understood by the database.</summary>
internal static class FieldRules
{
    /// <summary>Why the field, which is not empty, does not hold what the column may hold; <see langword="null"/> when it does.</summary>
    public static string? Check(DropColumn column, ReadOnlySpan<byte> field) => column.Type switch
    {
        ColumnType.Text => column.Values.IsEmpty || IsOneOf(column, field.Trim((byte)' ')) ? null : RejectReason.Value,
        ColumnType.Date => IsDate(field.Trim((byte)' ')) ? null : RejectReason.Date,
        ColumnType.Period => IsPeriod(field.Trim((byte)' ')) ? null : RejectReason.Period,
        ColumnType.Instant => IsInstant(field.Trim((byte)' ')) ? null : RejectReason.Instant,
        _ => CheckNumber(column.Type, field.Trim((byte)' ')),
    };

    /// <summary>Whether it is a day of the calendar as <c>YYYY-MM-DD</c>, 1900–2199.</summary>
    public static bool IsDate(ReadOnlySpan<byte> s) =>
        s.Length == 10 && s[4] == '-' && s[7] == '-'
        && Digits(s, 0, 4, out var year) && Digits(s, 5, 2, out var month) && Digits(s, 8, 2, out var day)
        && year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static bool IsPeriod(ReadOnlySpan<byte> s) =>
        s.Length == 7 && s[4] == '-' && Digits(s, 0, 4, out var year) && Digits(s, 5, 2, out var month)
        && year is >= 1900 and < 2200 && month is >= 1 and <= 12;

    // YYYY-MM-DD, T or space, HH:MM[:SS[.fraction]], then Z or ±HH:MM.
    private static bool IsInstant(ReadOnlySpan<byte> s)
    {
        if (s.Length < 17 || !IsDate(s[..10]) || (s[10] != 'T' && s[10] != ' ')
            || !Digits(s, 11, 2, out var hour) || s[13] != ':' || !Digits(s, 14, 2, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        var rest = s[16..];
        if (rest[0] == ':')
        {
            if (rest.Length < 4 || !Digits(rest, 1, 2, out var second) || second > 59)
            {
                return false;
            }

            rest = rest[3..];
            if (rest[0] == '.')
            {
                var digits = 1;
                while (digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9')
                {
                    digits++;
                }

                if (digits is < 2 or > 8)
                {
                    return false;
                }

                rest = rest[digits..];
            }
        }

        return rest.SequenceEqual("Z"u8)
            || (rest.Length == 6 && rest[0] is (byte)'+' or (byte)'-' && rest[3] == ':' && Digits(rest, 1, 2, out var h) && Digits(rest, 4, 2, out var m) && h <= 14 && m <= 59);
    }

    private static string? CheckNumber(ColumnType type, ReadOnlySpan<byte> s)
    {
        if (!LooksLikeNumber(s, out var simple))
        {
            return RejectReason.Number;
        }

        // A few digits with a point need no parsing to be known as finite, and not negative without a sign.
        if (simple && type is ColumnType.Decimal or ColumnType.Amount)
        {
            return null;
        }

        if (!Utf8Parser.TryParse(s, out double value, out var used) || used != s.Length || !double.IsFinite(value))
        {
            return RejectReason.Number;
        }

        return type switch
        {
            ColumnType.Amount when value < 0 => RejectReason.Negative,
            ColumnType.Count when value < 0 => RejectReason.Negative,
            ColumnType.Count when value > 1e9 => RejectReason.Range,
            ColumnType.Degrees when value is < -180 or > 180 => RejectReason.Range,
            _ => null,
        };
    }

    // [sign] digits [. digits] [e [sign] digits], at least one digit before the exponent.
    private static bool LooksLikeNumber(ReadOnlySpan<byte> s, out bool simple)
    {
        var i = s.Length > 0 && s[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        simple = i == 0 && s.Length < 40;
        var digits = 0;
        var point = false;
        for (; i < s.Length; i++)
        {
            if (s[i] is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
            }
            else if (s[i] == '.' && !point)
            {
                point = true;
            }
            else
            {
                break;
            }
        }

        if (digits == 0)
        {
            return false;
        }

        if (i == s.Length)
        {
            return true;
        }

        simple = false;
        if (s[i] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        i++;
        i += i < s.Length && s[i] is (byte)'+' or (byte)'-' ? 1 : 0;
        return i < s.Length && s[i..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private static bool IsOneOf(DropColumn column, ReadOnlySpan<byte> field)
    {
        foreach (var value in column.Values)
        {
            if (Ascii.EqualsIgnoreCase(field, value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Digits(ReadOnlySpan<byte> s, int start, int length, out int value)
    {
        value = 0;
        for (var i = start; i < start + length; i++)
        {
            if (s[i] is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (10 * value) + s[i] - '0';
        }

        return true;
    }
}
