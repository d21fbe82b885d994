using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>What segments are judged with.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed record SegmentSources(ICrm Crm, ICrmStore Store, AttributeCatalogue Attributes, IExtensions Extensions, ClassifierSettings Settings, TimeProvider Time, IExchangeRates? Rates)
{
    public ModelCatalogue Model => Crm.Model;

    public KindModel Customers => Crm.Model[CustomerModel.Kind.Kind];
}
