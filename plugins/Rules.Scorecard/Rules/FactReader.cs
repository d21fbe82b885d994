using Crm.Sdk.Classification;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>Takes a characteristic's value from a customer's facts.</summary>
/// <param name="facts">The facts.</param>
internal delegate CharacteristicValue FactReader(in CustomerFacts facts);
