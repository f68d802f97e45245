#[test]
fn show() {
    use super::*;
    let mut sources = SourceMap::default();
    let id = sources.add("标准/规则.kdl", "规则 \"甲\" 期限=“2024” {\n    条款 problem-1.2 true\n\t问题条件 \"hall.x == \\d\"\n    阈值 12% (n/a)\"x\"\n}\n记录 “x” {\n");
    let (_, d) = crate::syntax::parse(&sources, id);
    println!("{}{}", render::render(&d, &sources, Language::Zh, render::Style::Plain), render::summary(&d, Language::Zh));
    let id2 = sources.add("b.kdl", "rule a b=1 c=2 \\\n   b=3\n");
    let (_, d) = crate::syntax::parse(&sources, id2);
    let d = vec![d[0].clone().remark(Span::new(id, 0, 6), Remark::Via)];
    println!("{}{}", render::render(&d, &sources, Language::En, render::Style::Plain), render::summary(&d, Language::En));
}
