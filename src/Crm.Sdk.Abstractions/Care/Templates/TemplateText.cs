namespace Crm.Sdk.Care;

/// <summary>A template's text in one language.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Language">The language, a BCP 47 tag such as <c>zh</c> or <c>en-GB</c>.</param>
/// <param name="Body">The text with its tags.</param>
/// <param name="Subject">The subject with its tags, one line; null where there is none.</param>
public sealed record TemplateText(string Language, string Body, string? Subject = null)
{
    /// <summary>The greatest length of a language tag.</summary>
    public const int MaxLanguageLength = 35;
}
