namespace Crm.Sdk.Billing;

/// <summary>The built-in methods of payment (TX-1).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PaymentMethods
{
    /// <summary>Bank transfer, 银行转账.</summary>
    public const string BankTransfer = "bank-transfer";

    /// <summary>Card, 银行卡.</summary>
    public const string Card = "card";

    /// <summary>Cash, 现金.</summary>
    public const string Cash = "cash";

    /// <summary>Cheque, 支票.</summary>
    public const string Cheque = "cheque";

    /// <summary>Bill of exchange, 汇票.</summary>
    public const string Bill = "bill";

    /// <summary>Direct debit, 直接扣款.</summary>
    public const string DirectDebit = "direct-debit";

    /// <summary>Alipay, 支付宝.</summary>
    public const string Alipay = "alipay";

    /// <summary>WeChat Pay, 微信支付.</summary>
    public const string WeChatPay = "wechat-pay";

    /// <summary>Other, 其他.</summary>
    public const string Other = "other";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "payment-method",
        new(BankTransfer, "Bank transfer", "银行转账"),
        new(Card, "Card", "银行卡"),
        new(Cash, "Cash", "现金"),
        new(Cheque, "Cheque", "支票"),
        new(Bill, "Bill of exchange", "汇票"),
        new(DirectDebit, "Direct debit", "直接扣款"),
        new(Alipay, "Alipay", "支付宝"),
        new(WeChatPay, "WeChat Pay", "微信支付"),
        new(Other, "Other", "其他"));
}
