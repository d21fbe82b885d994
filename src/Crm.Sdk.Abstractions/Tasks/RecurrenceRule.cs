using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Tasks;

/// <summary>How a task recurs: the part of an RRULE of RFC 5545 that days, weeks, months and years need.</summary>
/// <remarks>
/// FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT or UNTIL, BYDAY and BYMONTHDAY; any other part is refused, since leaving it out would plan other days.
/// Written as <c>FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=8</c>. Immutable and thread-safe.
/// </remarks>
public sealed record RecurrenceRule
{
    /// <summary>The greatest length of the written form.</summary>
    public const int MaxLength = 500;

    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private RecurrenceRule()
    {
    }

    /// <summary>The unit.</summary>
    public RecurrenceFrequency Frequency { get; private init; }

    /// <summary>Every how many units, 1 to 1,000.</summary>
    public int Interval { get; private init; } = 1;

    /// <summary>How many times in all, 1 to 10,000; null where that is not limited.</summary>
    public int? Count { get; private init; }

    /// <summary>The last day on which it may recur; null where it is not limited, or by <see cref="Until"/>.</summary>
    public LocalDate? UntilDate { get; private init; }

    /// <summary>The last moment at which it may recur, whole seconds; null where it is not limited, or by <see cref="UntilDate"/>.</summary>
    public Instant? Until { get; private init; }

    /// <summary>On which days of the week, in the order written; none for the day it starts on.</summary>
    public ValueList<RecurrenceDay> Days { get; private init; }

    /// <summary>On which days of the month, 1 to 31 or from its end −1 to −31, in the order written.</summary>
    public ValueList<int> MonthDays { get; private init; }

    /// <summary>Reads the written form, with or without <c>RRULE:</c> before it.</summary>
    /// <param name="text">The rule; upper or lower case.</param>
    /// <exception cref="CrmException">CRM1030: the text is no rule, or one with parts that are not supported; the message names the part.</exception>
    public static RecurrenceRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rule = text.Trim().ToUpperInvariant();
        Require.That(rule.Length <= MaxLength, "recurrence", $"the rule has {rule.Length} characters; at most {MaxLength} are allowed");
        rule = rule.StartsWith("RRULE:", StringComparison.Ordinal) ? rule[6..] : rule;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in rule.Split(';'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            Require.That(equals > 0 && parts.TryAdd(part[..equals], part[(equals + 1)..]), "recurrence", $"'{part}' is no part of a rule, or stands twice; write FREQ=WEEKLY;INTERVAL=2");
        }

        return Read(parts);
    }

    /// <summary>The same rule that ends with a day, whatever ended it before.</summary>
    /// <param name="lastDay">The last day on which it may recur.</param>
    public RecurrenceRule EndingOn(LocalDate lastDay) => this with { Count = null, Until = null, UntilDate = lastDay };

    /// <summary>The written form with its parts in one order; without the parts that say nothing. <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("FREQ=").Append(Frequency.ToString().ToUpperInvariant());
        Append(text, "INTERVAL", Interval == 1 ? null : Interval.ToString(CultureInfo.InvariantCulture));
        Append(text, "BYDAY", Days.IsEmpty ? null : string.Join(',', Days));
        Append(text, "BYMONTHDAY", MonthDays.IsEmpty ? null : string.Join(',', MonthDays.Select(static day => day.ToString(CultureInfo.InvariantCulture))));
        Append(text, "COUNT", Count?.ToString(CultureInfo.InvariantCulture));
        Append(text, "UNTIL", UntilDate is { } day ? Date.Format(day) : Until is { } moment ? Moment.Format(moment) : null);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(';').Append(name).Append('=').Append(value);
        }
    }

    private static RecurrenceRule Read(Dictionary<string, string> parts)
    {
        string[] names = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY"];
        foreach (string name in parts.Keys)
        {
            Require.That(names.Contains(name), "recurrence", $"part '{name}' is not supported; use {string.Join(", ", names)}");
        }

        RecurrenceFrequency? named = parts.GetValueOrDefault("FREQ") switch
        {
            "DAILY" => RecurrenceFrequency.Daily,
            "WEEKLY" => RecurrenceFrequency.Weekly,
            "MONTHLY" => RecurrenceFrequency.Monthly,
            "YEARLY" => RecurrenceFrequency.Yearly,
            _ => null,
        };
        Require.That(named is not null, "recurrence.FREQ", $"'{parts.GetValueOrDefault("FREQ")}' is no frequency; give DAILY, WEEKLY, MONTHLY or YEARLY");
        RecurrenceFrequency frequency = named.Value;
        Require.That(!parts.ContainsKey("COUNT") || !parts.ContainsKey("UNTIL"), "recurrence", "COUNT and UNTIL exclude each other; give one of them");
        var rule = new RecurrenceRule
        {
            Frequency = frequency,
            Interval = parts.TryGetValue("INTERVAL", out string? interval) ? Number(interval, "INTERVAL", 1, 1_000) : 1,
            Count = parts.TryGetValue("COUNT", out string? count) ? Number(count, "COUNT", 1, 10_000) : null,
            Days = parts.TryGetValue("BYDAY", out string? days) ? days.Split(',').Select(day => WeekDay(day, frequency)).ToValueList() : default,
            MonthDays = parts.TryGetValue("BYMONTHDAY", out string? monthDays) ? monthDays.Split(',').Select(day => MonthDay(day, frequency)).ToValueList() : default,
        };
        return parts.TryGetValue("UNTIL", out string? until) ? rule.Ending(until) : rule;
    }

    private RecurrenceRule Ending(string until)
    {
        if (Date.Parse(until) is { Success: true } day)
        {
            return this with { UntilDate = day.Value };
        }

        ParseResult<Instant> moment = Moment.Parse(until);
        Require.That(moment.Success, "recurrence.UNTIL", $"'{until}' is neither a date such as 20261231 nor a moment in UTC such as 20261231T235959Z");
        return this with { Until = moment.Value };
    }

    private static RecurrenceDay WeekDay(string text, RecurrenceFrequency frequency)
    {
        Require.That(RecurrenceDay.TryParse(text, out RecurrenceDay day), "recurrence.BYDAY", $"'{text}' is no day of the week; give MO, TU, WE, TH, FR, SA, SU, or the n-th such as -1FR");
        int most = frequency switch { RecurrenceFrequency.Monthly => 5, RecurrenceFrequency.Yearly => 53, _ => 0 };
        Require.That(day.Ordinal is null || Math.Abs(day.Ordinal.Value) <= most, "recurrence.BYDAY", $"'{text}': there is no n-th day of a week or day, and no sixth of a month");
        return day;
    }

    private static int MonthDay(string text, RecurrenceFrequency frequency)
    {
        Require.That(frequency != RecurrenceFrequency.Weekly, "recurrence.BYMONTHDAY", "a week has no days of the month; use MONTHLY, YEARLY or DAILY");
        int day = Number(text, "BYMONTHDAY", -31, 31);
        Require.That(day != 0, "recurrence.BYMONTHDAY", "there is no day 0; give 1 to 31, or -1 to -31 from the end");
        return day;
    }

    private static int Number(string text, string part, int min, int max)
    {
        bool read = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        Require.That(read && number >= min && number <= max, $"recurrence.{part}", $"'{text}' is out of range; give {min} to {max}");
        return number;
    }
}
