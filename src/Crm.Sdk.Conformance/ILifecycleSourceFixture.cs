using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a lifecycle source writes to have the laws run on it.</summary>
public interface ILifecycleSourceFixture
{
    /// <summary>The customers that the source is asked about, three or more: some with whom something happened, and one with whom nothing did.</summary>
    ValueList<LoyaltySubject> Customers { get; }

    /// <summary>The instant that it is asked for; some of what happened lies before, and some after.</summary>
    AsOf AsOf { get; }

    /// <summary>The lifecycle to which the source adds; the built-in one unless it is made for another.</summary>
    LifecycleDefinition Definition => LifecycleDefinitions.Standard;

    /// <summary>The tenant and who asks.</summary>
    CrmScope Scope => new(TenantId.Default, "conformance");

    /// <summary>Makes the source over the same data every time, with the settings that are to be proved.</summary>
    /// <param name="cancellationToken">Stops the making.</param>
    ValueTask<ILifecycleSource> CreateAsync(CancellationToken cancellationToken);
}
