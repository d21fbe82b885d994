using System.Collections.Frozen;

namespace Crm.Sdk.Credit;

/// <summary>What is taken off the value of collateral, by its type: what a sale in haste would not bring.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CollateralHaircuts
{
    private readonly FrozenDictionary<string, decimal> _byType;

    /// <summary>Makes a table.</summary>
    /// <param name="byType">The shares by type, each from 0 to 1.</param>
    /// <param name="other">The share of any other type, from 0 to 1.</param>
    /// <exception cref="CrmException">CRM6201: a share is not from 0 to 1.</exception>
    public CollateralHaircuts(IReadOnlyDictionary<string, decimal> byType, decimal other = 1)
    {
        ArgumentNullException.ThrowIfNull(byType);
        foreach ((string type, decimal share) in byType.Append(new KeyValuePair<string, decimal>("other", other)))
        {
            if (share is < 0 or > 1)
            {
                throw new CrmException(CreditErrorCodes.BadModel, $"haircut of '{type}': {share} is not from 0 to 1.");
            }
        }

        _byType = byType.ToFrozenDictionary(StringComparer.Ordinal);
        Other = other;
    }

    /// <summary>Cash 0, bank guarantee 0.05, guarantee 0.5, property 0.4, equipment 0.6, inventory 0.5, receivables 0.3; anything else counts nothing. Our own choice: no standard is known.</summary>
    public static CollateralHaircuts Default { get; } = new(new Dictionary<string, decimal>
    {
        [CollateralTypes.Cash] = 0m,
        [CollateralTypes.BankGuarantee] = 0.05m,
        [CollateralTypes.Guarantee] = 0.5m,
        [CollateralTypes.Property] = 0.4m,
        [CollateralTypes.Equipment] = 0.6m,
        [CollateralTypes.Inventory] = 0.5m,
        [CollateralTypes.Receivables] = 0.3m,
    });

    /// <summary>The share of a type that is not in the table.</summary>
    public decimal Other { get; }

    /// <summary>The share that is taken off, 0 to 1.</summary>
    /// <param name="type">The type's code.</param>
    public decimal Of(string type) => _byType.TryGetValue(type, out decimal share) ? share : Other;
}
