using System.Text;
using Crm.Sdk.Privacy;

namespace Crm.Sdk.History;

/// <summary>Opens the values of changes.</summary>
internal static class SealedText
{
    /// <summary>The text of a value that stands in the open or in an envelope.</summary>
    /// <returns>Whether it could be read; false where its key was destroyed.</returns>
    public static bool TryOpen(this IPersonalDataProtector protector, TenantId tenant, string? plain, SealedValue? sealedValue, out string? text)
    {
        byte[]? opened = sealedValue is null ? null : protector.Open(tenant, sealedValue);
        text = opened is null ? plain : Encoding.UTF8.GetString(opened);
        return sealedValue is null || opened is not null;
    }
}
