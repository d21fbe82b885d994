using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a source of findings on loyalty writes to have the laws run on it.</summary>
public interface ILoyaltySourceFixture
{
    /// <summary>The customers that the source is asked about, three or more: some of whom it knows something, and one of whom it knows nothing.</summary>
    ValueList<LoyaltySubject> Customers { get; }

    /// <summary>The instant that it is asked for; some of what it knows lies before, and some after.</summary>
    AsOf AsOf { get; }

    /// <summary>The tenant and who asks.</summary>
    CrmScope Scope => new(TenantId.Default, "conformance");

    /// <summary>Makes the source over the same data every time, with the settings that are to be proved.</summary>
    /// <param name="cancellationToken">Stops the making.</param>
    ValueTask<ILoyaltyMeasureSource> CreateAsync(CancellationToken cancellationToken);
}
