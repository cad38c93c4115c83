using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Storage.PostgreSql;

/// <summary>Makes <c>LIKE</c> mean what it means on SQLite: without regard to case. A query is rewritten once, when EF Core first meets it.</summary>
internal sealed class CaseBlindLike : ExpressionVisitor, IQueryExpressionInterceptor
{
    private static readonly MethodInfo Like = Method(() => EF.Functions.Like("", "", ""));
    private static readonly MethodInfo ILike = Method(() => EF.Functions.ILike("", "", ""));

    private CaseBlindLike()
    {
    }

    public static CaseBlindLike Instance { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        base.VisitMethodCall(node) is MethodCallExpression call && call.Method == Like ? Expression.Call(ILike, call.Arguments) : base.VisitMethodCall(node);

    private static MethodInfo Method(Expression<Func<bool>> call) => ((MethodCallExpression)call.Body).Method;
}
