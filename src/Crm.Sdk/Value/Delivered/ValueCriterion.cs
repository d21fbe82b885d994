namespace Crm.Sdk.Value;

/// <summary>The parts of what a customer gets and of what it costs the customer (total customer value and total customer cost, G32, G33; Kotler).</summary>
public enum ValueCriterion
{
    /// <summary>Value of the product, 产品价值.</summary>
    Product = 0,

    /// <summary>Value of the service, 服务价值.</summary>
    Service = 1,

    /// <summary>Value of the personnel, 人员价值.</summary>
    Personnel = 2,

    /// <summary>Value of the image, 形象价值.</summary>
    Image = 3,

    /// <summary>Cost in money, 货币成本.</summary>
    Money = 4,

    /// <summary>Cost in time, 时间成本.</summary>
    Time = 5,

    /// <summary>Mental cost, 精神成本.</summary>
    Mental = 6,

    /// <summary>Physical cost, 体力成本.</summary>
    Physical = 7,
}
