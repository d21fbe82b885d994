using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Channels.Sms.Providers;

/// <summary>How one provider is spoken to.</summary>
internal interface ISmsProfile
{
    /// <summary>The signed request that sends a message.</summary>
    HttpRequestMessage Request(PhoneNumber number, FilledTemplate template, string key, Instant now);

    /// <summary>Reads an answer; null where the body is none of the provider's.</summary>
    DeliveryResult? Read(ReadOnlyMemory<byte> body);
}
