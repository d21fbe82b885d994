using System.Text.Json.Serialization;
using Crm.Sdk.Customers;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>A role of a contact person, as files have it.</summary>
internal sealed record RoleJson(string? Title, string? Department, DecisionPower Power)
{
    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? Since { get; init; }

    [JsonConverter(typeof(LocalDateConverter))]
    public LocalDate? Until { get; init; }
}
