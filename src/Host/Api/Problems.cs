using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Workflows.Core;

namespace Host.Api;

/// <summary>Refusals as problem details (RFC 9457): <c>status</c>, <c>code</c>, <c>message</c> in both languages and <c>fields</c>.</summary>
internal static class Problems
{
    /// <summary>What does not exist, or is not to be seen by the caller; the two are told apart by nobody.</summary>
    public static Refusal NotFound { get; } = new("not-found", new LocalizedText(
        "没有这个对象，或者它不在您的管辖范围内。请检查编号。",
        "There is no such object, or it lies outside your area. Check the id."));

    /// <summary>The refusal as an answer.</summary>
    public static ProblemHttpResult ToProblem(this Refusal refusal, int? status = null) => TypedResults.Problem(Details(refusal, status ?? StatusOf(refusal)));

    /// <summary>404.</summary>
    public static ProblemHttpResult Missing() => NotFound.ToProblem(StatusCodes.Status404NotFound);

    /// <summary>The refusal as problem details.</summary>
    public static ProblemDetails Details(Refusal refusal, int status) => new()
    {
        Status = status,
        Title = refusal.Message.En,
        Detail = refusal.Message.Zh,
        Extensions =
        {
            ["code"] = refusal.Code,
            ["message"] = refusal.Message,
            ["fields"] = refusal.Fields.IsDefaultOrEmpty ? [] : refusal.Fields.ToArray(),
        },
    };

    /// <summary>The status for a refusal, by the last word of its code: bad input 400, not allowed 403, unknown 404, too large 413; all else is a conflict with how things stand.</summary>
    internal static int StatusOf(Refusal refusal)
    {
        var last = refusal.Code[(refusal.Code.LastIndexOf('.') + 1)..];
        return last switch
        {
            "not-found" or "unknown" or "unknown-drop" => StatusCodes.Status404NotFound,
            "not-allowed" or "not-yours" or "forbidden" or "excluded" or "not-candidate" => StatusCodes.Status403Forbidden,
            "too-large" => StatusCodes.Status413PayloadTooLarge,
            "invalid" or "password-too-simple" or "not-an-image" or "empty" or "required" or "comment-required" or "reason-required" or "unknown-outcome" or "unknown-person" or "unknown-port" or "unknown-variable" or "wrong-value" or "not-beside" or "not-a-zip" or "bad-address" or "digest-times" or "most-a-day" or "quiet-hours" => StatusCodes.Status400BadRequest,
            _ when !refusal.Fields.IsDefaultOrEmpty => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
    }

    /// <summary>Gives the framework's own problems (no such route, bad JSON, not signed in) the same shape.</summary>
    internal static void Complete(ProblemDetails problem)
    {
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        var (code, message) = problem.Status switch
        {
            400 => ("request.invalid", new LocalizedText("请求的格式不对。请对照 /openapi/v1.json 检查参数和 JSON。", "The request is not well formed. Check parameters and JSON against /openapi/v1.json.")),
            401 when problem.Detail == "LockedOut" => ("sign-in.locked", new LocalizedText("连续 5 次密码错误，账号已锁定 5 分钟。请稍后再试，或联系系统管理员。", "Five wrong passwords in a row: the account is locked for five minutes. Try again later, or ask an administrator.")),
            401 when problem.Detail == "NotAllowed" => ("sign-in.not-allowed", new LocalizedText("该账号已停用。请联系系统管理员。", "This account has been deactivated. Ask an administrator.")),
            401 when problem.Detail == "Failed" => ("sign-in.failed", new LocalizedText("用户名或密码不对。连续 5 次错误会锁定 5 分钟。", "Wrong user name or password. Five failures lock the account for five minutes.")),
            401 => ("request.sign-in", new LocalizedText("请先登录：POST /api/login 取得令牌，放入 Authorization 头。", "Sign in first: get a token from POST /api/login and send it in the Authorization header.")),
            403 => ("request.not-allowed", new LocalizedText("您的角色不能使用这个接口。", "Your role may not use this endpoint.")),
            404 => ("not-found", NotFound.Message),
            405 => ("request.method", new LocalizedText("这个地址不接受该方法。", "This address does not take that method.")),
            413 => ("request.too-large", new LocalizedText("内容超过上限，没有接收。", "The content is larger than the limit and was not taken.")),
            415 => ("request.content-type", new LocalizedText("内容类型不对。请使用 application/json 或 multipart/form-data。", "Wrong content type. Use application/json or multipart/form-data.")),
            429 => ("request.too-many", new LocalizedText("尝试过于频繁，请稍后再试。", "Too many attempts. Wait a moment and try again.")),
            _ => ("server.error", new LocalizedText("服务器出错，本次操作没有完成。请重试；若再次出现，请把时间告诉管理员。", "The server failed; the operation was not completed. Try again; if it happens again, tell an administrator the time.")),
        };
        problem.Title = message.En;
        problem.Detail = message.Zh;
        problem.Extensions["code"] = code;
        problem.Extensions["message"] = message;
        problem.Extensions["fields"] = Array.Empty<object>();
    }
}
