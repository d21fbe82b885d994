using Crm.Sdk.Classification;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>A message made of a template for one recipient, or why there is none.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RenderedMessage
{
    /// <summary>Why there is no message, of the codes <c>template.*</c>; null where there is one.</summary>
    public Reason? LeftOut { get; init; }

    /// <summary>The subject, where the template has one.</summary>
    public string? Subject { get; init; }

    /// <summary>The text; empty where there is no message.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>How it is written.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>The language that was taken.</summary>
    public string Language { get; init; } = string.Empty;

    /// <summary>Whether the recipient's language was not there and another one was taken.</summary>
    public bool IsFallback { get; init; }

    /// <summary>The provider's approved template with its values, where the channel sends such.</summary>
    public FilledTemplate? Filled { get; init; }
}
