using System.Buffers;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Import;

/// <summary>Reads dates and times in one format, those without an offset in one zone.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class DateReader
{
    private const string CompactDate = "yyyyMMdd";

    private static readonly SearchValues<char> TimeLetters = SearchValues.Create("HhmsfFt");

    private readonly DateTimeZone _zone;
    private readonly Func<string, Instant?> _parse;
    private readonly bool _iso;
    private readonly bool _compact;

    private DateReader(DateTimeZone zone, string form, Func<string, Instant?> parse, bool iso, bool compact)
    {
        _zone = zone;
        Form = form;
        _parse = parse;
        _iso = iso;
        _compact = compact;
    }

    /// <summary>What the dates look like, for messages.</summary>
    public string Form { get; }

    /// <summary>Makes a reader.</summary>
    /// <param name="format">The pattern, in the letters of .NET and NodaTime; ISO 8601 where null.</param>
    /// <param name="zone">The zone of dates and times without offset.</param>
    /// <exception cref="CrmException">CRM3003: the pattern is no pattern of a date.</exception>
    public static DateReader Create(string? format, DateTimeZone zone)
    {
        if (format is null)
        {
            return new DateReader(zone, "1998-06-30, 1998-06-30T16:00:00 or 1998-06-30T16:00:00Z", text => ParseIso(text, zone), iso: true, compact: false);
        }

        string letters = Unquoted(format);
        if (!letters.Contains('M', StringComparison.Ordinal) || !letters.Contains('d', StringComparison.Ordinal) || letters.AsSpan().IndexOfAny('y', 'u') < 0)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"'{format}' is no pattern of a date: it needs the year (yyyy), the month (MM; mm are minutes) and the day (dd), for example yyyyMMdd.");
        }

        try
        {
            return new DateReader(zone, format, Pattern(format, zone), iso: false, compact: format == CompactDate);
        }
        catch (InvalidPatternException error)
        {
            throw new CrmException(
                ImportErrorCodes.BadOption,
                $"'{format}' is no pattern of a date: {error.Message} Write it with yyyy, MM (months), dd, HH, mm (minutes), ss, for example yyyyMMdd or dd.MM.yyyy HH:mm.",
                error);
        }
    }

    /// <summary>Reads a date or a time.</summary>
    /// <returns>Whether it was one; a date is the start of its day.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8, out Instant instant)
    {
        if ((_compact && TryDigits(utf8, 4, 6, 8, out LocalDate date)) || (_iso && utf8.Length == 10 && utf8[4] == '-' && utf8[7] == '-' && TryDigits(utf8, 5, 8, 10, out date)))
        {
            instant = StartOf(date, _zone);
            return true;
        }

        instant = default;
        if (utf8.Length is 0 or > 64 || _parse(System.Text.Encoding.UTF8.GetString(utf8)) is not { } parsed)
        {
            return false;
        }

        instant = parsed.FloorToMicrosecond();
        return true;
    }

    /// <summary>Digits in fixed places: the year before <paramref name="month"/> and a separator or none, and so on.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> utf8, int month, int day, int length, out LocalDate date)
    {
        date = default;
        if (utf8.Length != length || !TryNumber(utf8[..4], out int y) || !TryNumber(utf8.Slice(month, 2), out int m) || !TryNumber(utf8.Slice(day, 2), out int d)
            || y < 1 || m is < 1 or > 12 || d < 1 || d > CalendarSystem.Iso.GetDaysInMonth(y, m))
        {
            return false;
        }

        date = new LocalDate(y, m, d);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }

    private static Instant StartOf(LocalDate date, DateTimeZone zone) => zone == DateTimeZone.Utc
            ? Instant.FromUtc(date.Year, date.Month, date.Day, 0, 0)
            : date.AtMidnight().InZoneLeniently(zone).ToInstant(); // where a switch leaves midnight or the whole day out, the first moment behind it

    private static Instant? ParseIso(string text, DateTimeZone zone)
    {
        string written = text.Length > 10 && text[10] == ' ' ? string.Concat(text.AsSpan(0, 10), "T", text.AsSpan(11)) : text;
        if (OffsetDateTimePattern.ExtendedIso.Parse(written) is { Success: true } offset)
        {
            return offset.Value.ToInstant();
        }

        return LocalDateTimePattern.ExtendedIso.Parse(written) is { Success: true } local ? local.Value.InZoneLeniently(zone).ToInstant()
            : LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(written) is { Success: true } minutes ? minutes.Value.InZoneLeniently(zone).ToInstant()
            : null;
    }

    private static Func<string, Instant?> Pattern(string format, DateTimeZone zone)
    {
        if (format.Contains("o<", StringComparison.Ordinal))
        {
            var pattern = OffsetDateTimePattern.CreateWithInvariantCulture(format);
            return text => pattern.Parse(text) is { Success: true } result ? result.Value.ToInstant() : null;
        }

        if (Unquoted(format).AsSpan().ContainsAny(TimeLetters))
        {
            var pattern = LocalDateTimePattern.CreateWithInvariantCulture(format);
            return text => pattern.Parse(text) is { Success: true } result ? result.Value.InZoneLeniently(zone).ToInstant() : null;
        }

        var date = LocalDatePattern.CreateWithInvariantCulture(format);
        return text => date.Parse(text) is { Success: true } result ? StartOf(result.Value, zone) : null;
    }

    private static string Unquoted(string format) => string.Concat(format.Split('\'').Where(static (_, i) => i % 2 == 0));
}
