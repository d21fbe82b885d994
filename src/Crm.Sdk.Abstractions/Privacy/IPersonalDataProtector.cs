namespace Crm.Sdk.Privacy;

/// <summary>Seals personal values before they are written to histories, events, the outbox and the audit, and opens them for those who may read.</summary>
/// <remarks>Implementations are thread-safe singletons and do no I/O per value: keys are at hand.</remarks>
public interface IPersonalDataProtector
{
    /// <summary>Seals a value.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The customer whose value it is.</param>
    /// <param name="plain">The value.</param>
    SealedValue Seal(TenantId tenant, RecordId subject, ReadOnlySpan<byte> plain);

    /// <summary>Opens a sealed value.</summary>
    /// <returns>The value, or null where its key was destroyed.</returns>
    /// <exception cref="CrmException">CRM2040: the bytes were tampered with, or the key is unknown.</exception>
    byte[]? Open(TenantId tenant, SealedValue value);
}
