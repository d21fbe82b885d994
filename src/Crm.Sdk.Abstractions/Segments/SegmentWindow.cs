using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Segments;

/// <summary>The days in which something counts: the last ones (<c>within</c>), or from a date until a date, both included. Never later than the as-of instant.</summary>
/// <remarks>Days are local days of the as-of zone, as for facts (<see cref="Trailing"/>). Immutable and thread-safe.</remarks>
public sealed partial record SegmentWindow
{
    private SegmentWindow(Trailing within, RelativeDate? from, RelativeDate? until) => (Within, From, Until) = (within, from, until);

    /// <summary>All time up to the as-of instant.</summary>
    public static SegmentWindow Ever { get; } = new(Trailing.Ever, null, null);

    /// <summary>The last days or months; <see cref="Trailing.Ever"/> where there is no such bound.</summary>
    public Trailing Within { get; }

    /// <summary>The first day, or null.</summary>
    public RelativeDate? From { get; }

    /// <summary>The last day, or null.</summary>
    public RelativeDate? Until { get; }

    /// <summary>Whether all time counts.</summary>
    public bool IsEver => Within.IsEver && From is null && Until is null;

    /// <summary>The last days or months.</summary>
    public static SegmentWindow Last(Trailing within) => new(within, null, null);

    /// <summary>From a date until a date, both included; null where there is no such bound.</summary>
    public static SegmentWindow Between(RelativeDate? from, RelativeDate? until) => new(Trailing.Ever, from, until);

    /// <summary>Reads an ISO 8601 period of days, weeks, months or years (<c>P30D</c>, <c>P6W</c>, <c>P12M</c>, <c>P1Y</c>), or answers null where it is none that a window can have.</summary>
    public static Trailing? TryParsePeriod(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int count = int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        return (match.Groups["unit"].Value, count) switch
        {
            ("D", >= 1 and <= 36_600) => Trailing.Days(count),
            ("W", >= 1 and <= 5_228) => Trailing.Days(7 * count),
            ("M", >= 1 and <= 1_200) => Trailing.Months(count),
            ("Y", >= 1 and <= 100) => Trailing.Months(12 * count),
            _ => null,
        };
    }

    [GeneratedRegex(@"^P(?<count>\d{1,5})(?<unit>[DWMY])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
