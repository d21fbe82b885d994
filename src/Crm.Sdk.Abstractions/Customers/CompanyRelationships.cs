namespace Crm.Sdk.Customers;

/// <summary>The built-in relationships of a customer with the company (list G34 of the glossary; CL-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CompanyRelationships
{
    /// <summary>Buys for its own use, 消费者客户.</summary>
    public const string Consumer = "consumer";

    /// <summary>Buys to work with it or to make something of it, 企业客户.</summary>
    public const string Business = "business";

    /// <summary>Buys to sell it on: dealers, agents, franchisees, 渠道客户.</summary>
    public const string ChannelPartner = "channel-partner";

    /// <summary>Belongs to the company: staff, other departments, subsidiaries, 内部客户.</summary>
    public const string Internal = "internal";
}
