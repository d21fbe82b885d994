using Crm.Sdk.Privacy;

namespace Crm.Sdk.Tests.Revisions;

/// <summary>Seals nothing, and forgets the values of those who were erased.</summary>
internal sealed class ErasableProtector : IPersonalDataProtector
{
    private readonly UnencryptedProtector _inner = new();
    private readonly HashSet<RecordId> _erased = [];

    public void Erase(RecordId subject) => _erased.Add(subject);

    public SealedValue Seal(TenantId tenant, RecordId subject, ReadOnlySpan<byte> plain) => _inner.Seal(tenant, subject, plain);

    public byte[]? Open(TenantId tenant, SealedValue value) => _erased.Contains(value.Subject) ? null : _inner.Open(tenant, value);
}
