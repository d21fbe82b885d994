using System.Text.Json.Serialization;
using Crm.Sdk.Notifications;
using NodaTime.Text;

namespace Crm.Sdk.Channels.Local;

/// <summary>A message as one line of the file. The key stands first: by it a reader knows lines of this channel.</summary>
internal sealed record MessageLine(
    [property: JsonPropertyOrder(-1)] string Key, string Tenant, string Channel, string PermittedAt, string? Address, string? Subject, string Body, string? Language)
{
    public static MessageLine Of(OutgoingMessage message) => new(
        message.Key,
        message.Tenant.Value,
        message.Channel,
        InstantPattern.ExtendedIso.Format(message.PermittedAt),
        message.Address,
        message.Subject,
        message.Body,
        message.Language);
}
