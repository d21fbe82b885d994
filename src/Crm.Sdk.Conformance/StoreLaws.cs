using Crm.Sdk.Conformance.Stores;

namespace Crm.Sdk.Conformance;

/// <summary>The laws that every store keeps: one or more for each rule of <see cref="Storage.ICrmStore"/>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class StoreLaws
{
    /// <summary>All laws, the one that shows most first.</summary>
    public static IReadOnlyList<ConformanceLaw<IStoreFixture>> All { get; } =
    [
        DifferentialLaw.Law,
        .. CommitLaws.All,
        .. KeyLaws.All,
        .. QueryLaws.All,
        .. IsolationLaws.All,
        .. ConcurrencyLaws.All,
        .. LifeLaws.All,
    ];

    /// <summary>The law with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceLaw<IStoreFixture> Named(string name) =>
        All.FirstOrDefault(law => law.Name == name) ?? throw new ArgumentException($"There is no store law '{name}'.", nameof(name));
}
