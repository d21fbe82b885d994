using System.Text.Json.Serialization;

namespace Crm.Sdk.Notifications;

/// <summary>What of a message is personal: it stands in one envelope, so that it is sealed, opened and erased as one.</summary>
/// <param name="Address">Where it goes, or null where the channel needs no address or the customer has none.</param>
/// <param name="Subject">The subject, or null.</param>
/// <param name="Body">The text.</param>
internal sealed record MessageContent(string? Address, string? Subject, string Body)
{
    /// <summary>How the text is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageFormat Format { get; init; }

    /// <summary>The approved template with its values, or null.</summary>
    public FilledContent? Template { get; init; }

    /// <summary>The same for each further channel, in their order; null where there is none.</summary>
    public IReadOnlyList<MessageContent>? Fallbacks { get; init; }

    /// <summary>What goes by the channel after so many were left behind.</summary>
    public MessageContent After(int failedOver) => failedOver == 0 ? this : Fallbacks![failedOver - 1];
}
