using Crm.Sdk.Credit;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a credit information provider writes to have the provider laws run on it.</summary>
/// <remarks>The fixture plays the other side: where the provider asks a service, a stand-in of that service that knows the samples.</remarks>
public interface ICreditInformationProviderFixture
{
    /// <summary>Customers some of whom the provider knows; strangers come beside them.</summary>
    IReadOnlyList<CreditSubject> Samples { get; }

    /// <summary>Makes the provider with the settings that are to be proved. Two that are made say the same.</summary>
    ICreditInformationProvider Create();
}
