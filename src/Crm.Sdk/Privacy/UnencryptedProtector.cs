namespace Crm.Sdk.Privacy;

/// <summary>The protector of a host without keys: it puts personal values into their envelope and does not encrypt them.</summary>
/// <remarks>The envelope is there from the first record, so that encrypting and erasing by key come later without a change of what is stored. Thread-safe.</remarks>
public sealed class UnencryptedProtector : IPersonalDataProtector
{
    /// <summary>The key id that says that nothing was encrypted.</summary>
    public const string NoKey = "none";

    /// <inheritdoc/>
    public SealedValue Seal(TenantId tenant, RecordId subject, ReadOnlySpan<byte> plain) => new(subject, NoKey, Convert.ToBase64String(plain));

    /// <inheritdoc/>
    public byte[]? Open(TenantId tenant, SealedValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.KeyId == NoKey
            ? Convert.FromBase64String(value.Bytes)
            : throw new CrmException(CoreErrorCodes.UnknownKey, $"A value of {value.Subject} is sealed with key '{value.KeyId}', which this host does not have; configure the key provider that sealed it.");
    }
}
