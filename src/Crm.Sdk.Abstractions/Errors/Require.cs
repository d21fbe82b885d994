using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Crm.Sdk;

/// <summary>The checks that the records of several kinds share. Each names the field and the rule.</summary>
internal static class Require
{
    private static readonly SearchValues<char> OfCodes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    public static void That([DoesNotReturnIf(false)] bool holds, string field, string rule)
    {
        if (!holds)
        {
            throw new CrmException(ErrorCodes.BadValue, $"{field}: {rule}.");
        }
    }

    public static void That([DoesNotReturnIf(false)] bool holds, string field, [InterpolatedStringHandlerArgument(nameof(holds))] RuleText rule)
    {
        if (!holds)
        {
            throw new CrmException(ErrorCodes.BadValue, $"{field}: {rule.ToStringAndClear()}.");
        }
    }

    /// <summary>A code of an open set (<see cref="OpenCode"/>), or null.</summary>
    public static void Code(string? code, string field) => That(
        code is null || IsCode(code),
        field,
        $"'{code}' is no code; it starts with a lower-case letter and takes up to {OpenCode.MaxLength} lower-case ASCII letters, digits, '-' or '.'");

    /// <summary>Whether a text has the form of a code.</summary>
    public static bool IsCode(string code) => code.Length is > 0 and <= OpenCode.MaxLength && char.IsAsciiLetterLower(code[0]) && !code.AsSpan().ContainsAnyExcept(OfCodes);

    public static void InRange(long? value, long min, long max, string field) =>
        That(value is null || (value >= min && value <= max), field, $"{value} is out of range; give {min} to {max}");

    /// <summary>A value that is neither empty nor of blanks only, where there is one.</summary>
    public static void NotEmpty(string? value, string field) => That(value is null || !string.IsNullOrWhiteSpace(value), field, "the text is empty; leave it out instead");

    public static void NotNegative(Money? amount, string field) =>
        That(amount is null || amount.Value.MinorUnits >= 0, field, $"{amount} is negative; give 0 or more");

    public static void InOrder(LocalDate? since, LocalDate? until, string field) =>
        That(since is null || until is null || since <= until, field, $"the last day {until:uuuu-MM-dd} lies before the first, {since:uuuu-MM-dd}");

    public static void InOrder(Instant? start, Instant? end, string field) =>
        That(start is null || end is null || start <= end, field, $"the end {end} lies before the start {start}");

    /// <summary>A defined member of an enum, so that no number without a meaning is stored.</summary>
    public static void Defined<TEnum>(TEnum? value, string field)
        where TEnum : struct, Enum =>
        That(value is null || Enum.IsDefined(value.Value), field, $"{value} is no {typeof(TEnum).Name}");

    /// <summary>A zone of the IANA database, or null.</summary>
    public static void Zone(string? zone, string field)
    {
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            throw new CrmException(ErrorCodes.BadTime, $"{field}: '{zone}' is no zone of the IANA database; give one such as Asia/Shanghai.");
        }
    }
}
