using System.Text.Json;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Notifications;

/// <summary>Seals and opens what of a message is personal.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ContentEnvelope(IPersonalDataProtector protector)
{
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The customer whom the message is about, or the message itself where it is about none.</param>
    /// <param name="content">The content.</param>
    public SealedValue Seal(TenantId tenant, RecordId subject, MessageContent content) =>
        protector.Seal(tenant, subject, JsonSerializer.SerializeToUtf8Bytes(content, OutboxJson.Default.MessageContent));

    /// <summary>The content, or null where it was erased with its key.</summary>
    /// <exception cref="CrmException">CRM2040: the key is unknown or the bytes were tampered with. CRM2024: they are no content of a message.</exception>
    public MessageContent? Open(TenantId tenant, SealedValue value)
    {
        if (protector.Open(tenant, value) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, OutboxJson.Default.MessageContent) ?? throw new JsonException("The text is 'null'.");
        }
        catch (JsonException error)
        {
            throw new CrmException(StorageErrorCodes.BadPayload, $"The envelope of {value.Subject} holds no content of a message.", error);
        }
    }
}
