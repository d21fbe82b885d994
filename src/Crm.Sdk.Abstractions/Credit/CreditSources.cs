namespace Crm.Sdk.Credit;

/// <summary>The built-in sources of credit evidence, 征信方式 (CR-1, G18).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditSources
{
    /// <summary>A bank or another financial institution, 金融机构或银行.</summary>
    public const string Bank = "bank";

    /// <summary>A professional agency, 专业征信机构.</summary>
    public const string Agency = "agency";

    /// <summary>An industry body, 行业组织.</summary>
    public const string IndustryBody = "industry-body";

    /// <summary>The company's own records: ledger, orders, 自有记录.</summary>
    public const string OwnRecords = "own-records";

    /// <summary>Internal inquiry of sales, 内部调查 (销售).</summary>
    public const string Sales = "internal.sales";

    /// <summary>Internal inquiry of service, 内部调查 (服务).</summary>
    public const string Service = "internal.service";

    /// <summary>Internal inquiry of finance, 内部调查 (财务).</summary>
    public const string Finance = "internal.finance";

    /// <summary>A financial statement, 财务报表.</summary>
    public const string Statement = "statement";

    /// <summary>What the customer says of itself, 客户自述.</summary>
    public const string Customer = "customer";

    /// <summary>A court, a register or another public record, 公开记录.</summary>
    public const string PublicRecord = "public-record";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "credit-source",
        new(Bank, "Bank", "银行"),
        new(Agency, "Credit agency", "专业征信机构"),
        new(IndustryBody, "Industry body", "行业组织"),
        new(OwnRecords, "Own records", "自有记录"),
        new(Sales, "Inquiry of sales", "内部调查（销售）"),
        new(Service, "Inquiry of service", "内部调查（服务）"),
        new(Finance, "Inquiry of finance", "内部调查（财务）"),
        new(Statement, "Financial statement", "财务报表"),
        new(Customer, "The customer", "客户自述"),
        new(PublicRecord, "Public record", "公开记录"));
}
