using Crm.Sdk.Customers;

namespace Crm.Sdk.Care;

/// <summary>What the settings of triggers may name.</summary>
internal sealed record CareCatalogue(AttributeCatalogue Attributes);
