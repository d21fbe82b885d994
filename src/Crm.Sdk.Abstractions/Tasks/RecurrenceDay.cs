using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>A day of the week in a recurrence rule, every one or the n-th of the month or year (RFC 5545, BYDAY).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Day">The day of the week.</param>
/// <param name="Ordinal">The how-manieth of the month or year, from its end where negative; null for every one.</param>
public readonly record struct RecurrenceDay(IsoDayOfWeek Day, int? Ordinal = null)
{
    private static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The written form, such as <c>MO</c> or <c>-1FR</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ordinal}{Codes[(int)Day - 1]}");

    internal static bool TryParse(string text, out RecurrenceDay day)
    {
        day = default;
        if (text.Length < 2 || Array.IndexOf(Codes, text[^2..]) is not (>= 0 and var at))
        {
            return false;
        }

        int? ordinal = null;
        if (text.Length > 2)
        {
            if (!int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || number is 0 or < -53 or > 53)
            {
                return false;
            }

            ordinal = number;
        }

        day = new RecurrenceDay((IsoDayOfWeek)(at + 1), ordinal);
        return true;
    }
}
