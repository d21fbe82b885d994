using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>An address at which a customer can be reached, 联系方式.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The address in canonical form: e-mail with lower-case domain, phone in E.164 where it could be read so.</param>
/// <param name="Label">What the customer calls it, for example <c>work</c>; the name of the kind for <see cref="ContactPointKind.Other"/>.</param>
public sealed record ContactPoint(ContactPointKind Kind, string Value, string? Label = null)
{
    /// <summary>The greatest length of a value, in UTF-16 units (RFC 5321 allows 254 for e-mail).</summary>
    public const int MaxLength = 254;

    /// <summary>Whether it may be used and is known to work.</summary>
    public ContactPointState State { get; init; }

    /// <summary>Since when it has its state: when it was verified, bounced, refused; null where unknown.</summary>
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? StateSince { get; init; }

    /// <summary>Whether messages may be sent to it: it did not bounce and was not refused.</summary>
    [JsonIgnore]
    public bool IsUsable => State is ContactPointState.Unverified or ContactPointState.Verified;
}
