namespace Crm.Sdk.Value;

/// <summary>The indicators of a customer's profit contribution, 利润贡献指标 (G30).</summary>
public enum ProfitIndicator
{
    /// <summary>Enthusiasm, 客户热情: how often the customer buys and comes by itself.</summary>
    Enthusiasm,

    /// <summary>Operating ability, 运营能力: how well the enterprise is run and does.</summary>
    OperatingAbility,

    /// <summary>Reputation, 声誉: whether it keeps its word, told by what it paid when.</summary>
    Reputation,

    /// <summary>Social connections, 社会关系: whom it refers, and to whom it leads.</summary>
    SocialConnections,
}
