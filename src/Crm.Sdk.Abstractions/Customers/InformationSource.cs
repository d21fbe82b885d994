using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Where one piece of a customer's archive comes from, 信息来源 (CU-9), and when it was last found to be true (CU-6).</summary>
/// <remarks>Not how the customer was won; that is <see cref="Customer.Source"/>. Immutable and thread-safe.</remarks>
/// <param name="Field">The field of the kind <c>customer</c> that it speaks of, for example <c>phone</c> or <c>attr.work.employer</c>; each field at most once.</param>
public sealed record InformationSource(string Field)
{
    /// <summary>The information channel: a code of the lists G3, G4 or G7, or one of the host's own.</summary>
    public string? Channel { get; init; }

    /// <summary>Who collected it, by the key of the tenant's directory of employees.</summary>
    public string? Collector { get; init; }

    /// <summary>When it was collected.</summary>
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? CollectedOn { get; init; }

    /// <summary>How far it is to be believed, in percent, 0 to 100; null where nobody judged.</summary>
    public int? Reliability { get; init; }

    /// <summary>When it was last found to be true; null where never.</summary>
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? VerifiedOn { get; init; }

    /// <summary>The last day on which it is known to have been true: verified, else collected.</summary>
    [JsonIgnore]
    public LocalDate? KnownOn => VerifiedOn ?? CollectedOn;
}
