using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of an order in which points are used writes to have the laws run on it.</summary>
public interface IPointsUseOrderFixture
{
    /// <summary>A programme's wallet that names the order.</summary>
    PointsWallet Wallet { get; }

    /// <summary>Lots that the order puts otherwise than the ledger would: those first that lapse soonest, then the oldest.</summary>
    IReadOnlyList<PointsLot> Samples { get; }

    /// <summary>Makes the order, with the settings that are to be proved.</summary>
    IPointsUseOrder Create();
}
