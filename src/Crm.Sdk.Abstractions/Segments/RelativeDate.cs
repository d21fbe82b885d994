using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Segments;

/// <summary>A date by itself, <c>2026-03-31</c>, or from today on: <c>today</c>, <c>today-30d</c>, <c>startOfMonth</c>, <c>endOfYear-1y</c>, <c>startOfWeek+1w</c>.</summary>
/// <remarks>
/// <c>today</c>, <c>startOf…</c> or <c>endOf…</c> with <c>Week</c> (from Monday), <c>Month</c>, <c>Quarter</c> or <c>Year</c>, then steps of days, weeks, months or years (<c>d w m y</c>), taken one
/// after another; a day that a month does not have becomes its last. <c>endOf…</c> is the last day of it. Immutable, equal by text, thread-safe.
/// </remarks>
public sealed partial record RelativeDate
{
    private RelativeDate(string text) => Text = text;

    /// <summary>What is right, for messages.</summary>
    internal const string Shape = "a date such as 2026-03-31, or one from today on such as today-30d, startOfMonth or endOfYear-1y";

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Reads a date.</summary>
    /// <exception cref="CrmException">CRM1020: it is none.</exception>
    public static RelativeDate Parse(string text) =>
        TryParse(text) ?? throw new CrmException(ErrorCodes.BadTime, $"'{text}' is no date: write {Shape}.");

    /// <summary>Reads a date, or answers null where it is none.</summary>
    public static RelativeDate? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LocalDatePattern.Iso.Parse(text).Success || Form().IsMatch(text) ? new RelativeDate(text) : null;
    }

    /// <summary>Which date it is.</summary>
    /// <param name="today">The date that today is.</param>
    /// <exception cref="CrmException">CRM1020: it lies outside of the years 1 to 9999.</exception>
    public LocalDate On(LocalDate today)
    {
        if (LocalDatePattern.Iso.Parse(Text) is { Success: true } absolute)
        {
            return absolute.Value;
        }

        Match match = Form().Match(Text);
        try
        {
            LocalDate date = Anchor(match.Groups["anchor"].Value, today);
            CaptureCollection counts = match.Groups["count"].Captures, units = match.Groups["unit"].Captures;
            for (int i = 0; i < counts.Count; i++)
            {
                int count = int.Parse(counts[i].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                date = units[i].Value switch
                {
                    "d" => date.PlusDays(count),
                    "w" => date.PlusWeeks(count),
                    "m" => date.PlusMonths(count),
                    _ => date.PlusYears(count),
                };
            }

            return date.Year is >= 1 and <= 9998 ? date : throw new CrmException(ErrorCodes.BadTime, $"'{Text}' lies outside of the calendar.");
        }
        catch (Exception outside) when (outside is ArgumentOutOfRangeException or OverflowException)
        {
            throw new CrmException(ErrorCodes.BadTime, $"'{Text}' lies outside of the calendar.", outside);
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static LocalDate Anchor(string anchor, LocalDate today)
    {
        LocalDate quarter = new(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        return anchor switch
        {
            "today" => today,
            "startOfWeek" => today.PlusDays(1 - (int)today.DayOfWeek),
            "startOfMonth" => new LocalDate(today.Year, today.Month, 1),
            "startOfQuarter" => quarter,
            "startOfYear" => new LocalDate(today.Year, 1, 1),
            "endOfWeek" => today.PlusDays(7 - (int)today.DayOfWeek),
            "endOfMonth" => new LocalDate(today.Year, today.Month, 1).PlusMonths(1).PlusDays(-1),
            "endOfQuarter" => quarter.PlusMonths(3).PlusDays(-1),
            _ => new LocalDate(today.Year, 12, 31),
        };
    }

    [GeneratedRegex(@"^(?<anchor>today|(?:startOf|endOf)(?:Week|Month|Quarter|Year))(?:(?<count>[+-]\d{1,5})(?<unit>[dwmy])){0,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
