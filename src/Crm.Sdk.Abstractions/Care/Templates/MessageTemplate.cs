using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>One version of a message template, 消息模板: its texts by language, and where providers approved it. Each save makes a new version, and every one is kept.</summary>
/// <remarks>Immutable and thread-safe. What texts may say is in <c>docs/care.md</c>.</remarks>
public sealed record MessageTemplate
{
    /// <summary>The greatest length of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The name by which plans and people refer to it: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1 on without gaps; set when it is saved.</summary>
    public int Version { get; init; }

    /// <summary>How its texts are written, and so how what is put into them is encoded. Plain text by default.</summary>
    public MessageFormat Format { get; init; } = MessageFormat.PlainText;

    /// <summary>The texts, each language once. The first is the one that is taken where a customer's language is not there.</summary>
    public required ValueList<TemplateText> Texts { get; init; }

    /// <summary>What a provider approved of it, by channel: for channels that send approved templates only.</summary>
    public ValueList<ApprovedUse> Approved { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The text for a language, and whether it is another language's: first the tag itself, then shorter ones (<c>zh-Hans-CN</c>, <c>zh-Hans</c>, <c>zh</c>), then a longer one of the same language, then the first text.</summary>
    /// <param name="language">A BCP 47 tag; null where it is not known.</param>
    public (TemplateText Text, bool IsFallback) TextFor(string? language)
    {
        for (string? tag = language; tag is { Length: > 0 }; tag = tag.LastIndexOf('-') is > 0 and var hyphen ? tag[..hyphen] : null)
        {
            if (Texts.FirstOrDefault(text => string.Equals(text.Language, tag, StringComparison.OrdinalIgnoreCase)) is { } exact)
            {
                return (exact, false);
            }
        }

        string primary = $"{language?.Split('-')[0]}-";
        return Texts.FirstOrDefault(text => text.Language.StartsWith(primary, StringComparison.OrdinalIgnoreCase)) is { } near ? (near, false) : (Texts[0], language is not null);
    }

    internal void Check()
    {
        Require.That(!Texts.IsEmpty, "message-template.text", "a template has at least one text");
        Require.That(Texts.DistinctBy(static text => text.Language, StringComparer.OrdinalIgnoreCase).Count() == Texts.Count, "message-template.text", "a language stands twice");
        Require.That(Approved.DistinctBy(static use => use.Channel).Count() == Approved.Count, "message-template.approved", "a channel stands twice");
        Require.That(Version > 0, "message-template.version-number", "versions count from 1");
        Require.Defined((MessageFormat?)Format, "message-template.format");
    }
}
