using Crm.Sdk.Credit;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Conformance.Credit;

/// <summary>One run of a provider law: the author's samples, and strangers.</summary>
internal sealed class ProviderLawRun(ICreditInformationProviderFixture fixture, ulong seed, int size, CancellationToken cancellationToken)
{
    public ICreditInformationProviderFixture Fixture => fixture;

    public ICreditInformationProvider Provider { get; } = fixture.Create();

    public Random Random { get; } = new(unchecked((int)seed));

    public IReadOnlyList<CreditSubject> Strangers { get; } = [.. Enumerable.Range(0, Math.Max(4, size / 20)).Select(static number => new CreditSubject(Customer.Enterprise($"Stranger {number}") with { Key = $"stranger-{number}" }, Currency.Usd))];

    public IReadOnlyList<CreditSubject> Subjects => [.. fixture.Samples, .. Strangers];

    public async Task<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> subjects) => await Provider.FetchAsync(subjects, RandomInformation.Day, cancellationToken).ConfigureAwait(false);
}
