using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Cli.CommandLine;

/// <summary>Reads the days that a person gives.</summary>
internal static class DayText
{
    /// <summary>A day, or null where the text is none.</summary>
    public static LocalDate? Find(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    /// <summary>A day that must be one.</summary>
    /// <exception cref="CallException">It is none.</exception>
    public static LocalDate Of(string text, string option) => Find(text) ?? throw new CallException($"{option}: '{text}' is no date; give one such as 2026-01-31.");

    /// <summary>A day that must be one where it is given.</summary>
    /// <exception cref="CallException">It is given and none.</exception>
    public static LocalDate? OfOptional(string? text, string option) => text is null ? null : Of(text, option);
}
